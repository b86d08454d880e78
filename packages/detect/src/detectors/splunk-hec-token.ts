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
      'level=error msg="call refused" splunk_hec_token=«{uuid}» status=401',
      'const splunkToken = "«{uuid}»";',
      'export SPLUNK_HEC_TOKEN=«{uuid}»',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export SPLUNK_HEC_TOKEN={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'splunk_hec_token: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      'splunk splunk build {uuid} done',
    ],
  },
};
