// Infisical service token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const infisicalServiceToken: Detector = {
  id: 'infisical-service-token',
  title: 'Infisical service token',
  class: 'token',
  reference: 'https://infisical.com/docs/documentation/platform/token',
  ...named({ names: ['infisical'], shapes: ['st.{hex:24}.{hex:32}.{hex:32}'] }),
  examples: {
    positive: [
      "INFISICAL_TOKEN='«st.{hex:24}.{hex:32}.{hex:32}»' ./run.sh",
      '<add key="infisicalToken" value="«st.{hex:24}.{hex:32}.{hex:32}»" />',
      '{"infisical_token":"«st.{hex:24}.{hex:32}.{hex:32}»","retries":3}',
    ],
    negative: [
      'export BILLING_API_KEY=st.{hex:24}.{hex:32}.{hex:32}',
      'export INFISICAL_TOKEN=st.{hex:24}.{hex:32}.{hex:31}',
      'infisical_token: st.{hex:24}.00000000000000000000000000000000.{hex:32}',
      'infisical infisical build st.{hex:24}.{hex:32}.{hex:32} done',
    ],
  },
};
