// Splunk HTTP Event Collector token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const splunkHecToken: Detector = {
  id: 'splunk-hec-token',
  title: 'Splunk HTTP Event Collector token',
  class: 'token',
  reference: 'https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector',
  ...named({ names: ['splunk', 'hec token'], shapes: ['{uuid}'] }),
  examples: {
    positive: [
      '{"splunk_hec_token":"«{uuid}»","retries":3}',
      "SPLUNK_TOKEN='«{uuid}»' ./run.sh",
      '<add key="splunkHecToken" value="«{uuid}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export SPLUNK_HEC_TOKEN={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'splunk_hec_token: 00000000-0000-0000-0000-000000000000',
      '{"splunk_hec_token":"{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:6}!{hexany:5}"}',
    ],
  },
};
