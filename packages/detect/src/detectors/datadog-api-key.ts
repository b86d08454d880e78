// Datadog API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const datadogApiKey: Detector = {
  id: 'datadog-api-key',
  title: 'Datadog API key',
  class: 'token',
  reference: 'https://docs.datadoghq.com/account_management/api-app-keys/',
  ...named({ names: ['datadog', 'dd api key'], shapes: ['{hex:32}'] }),
  examples: {
    positive: [
      "DATADOG_API_KEY='«{hex:32}»' ./run.sh",
      '<add key="ddApiKey" value="«{hex:32}»" />',
      '{"datadog_api_key":"«{hex:32}»","retries":3}',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export DATADOG_API_KEY={hex:31}',
      'datadog_api_key: 00000000000000000000000000000000',
      'datadog datadog build {hex:32} done',
    ],
  },
};
