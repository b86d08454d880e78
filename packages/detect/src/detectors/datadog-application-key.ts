// Datadog application key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const datadogApplicationKey: Detector = {
  id: 'datadog-application-key',
  title: 'Datadog application key',
  class: 'token',
  reference: 'https://docs.datadoghq.com/account_management/api-app-keys/',
  ...named({ names: ['datadog', 'dd app', 'dd application'], shapes: ['{hex:40}'], words: ['key'] }),
  examples: {
    positive: [
      '{"dd_app_key":"«{hex:40}»","retries":3}',
      "DATADOG_APP_KEY='«{hex:40}»' ./run.sh",
      '<add key="ddApplicationKey" value="«{hex:40}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={hex:40}',
      'export DD_APP_KEY={hex:39}',
      'dd_app_key: 0123456789abcdef0123456789abcdef01234567',
      '{"dd_app_key":"{hex:20}!{hex:19}"}',
    ],
  },
};
