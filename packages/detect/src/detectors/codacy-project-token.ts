// Codacy project token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const codacyProjectToken: Detector = {
  id: 'codacy-project-token',
  title: 'Codacy project token',
  class: 'token',
  reference: 'https://docs.codacy.com/codacy-api/api-tokens/',
  ...named({ names: ['codacy'], shapes: ['{hex:32}'] }),
  examples: {
    positive: [
      "CODACY_PROJECT_TOKEN='«{hex:32}»' ./run.sh",
      '<add key="codacyProjectToken" value="«{hex:32}»" />',
      '{"codacy_project_token":"«{hex:32}»","retries":3}',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export CODACY_PROJECT_TOKEN={hex:31}',
      'codacy_project_token: 00000000000000000000000000000000',
      'codacy codacy build {hex:32} done',
    ],
  },
};
