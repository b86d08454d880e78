// Akamai EdgeGrid client secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const akamaiEdgegridSecret: Detector = {
  id: 'akamai-edgegrid-secret',
  title: 'Akamai EdgeGrid client secret',
  class: 'token',
  reference: 'https://techdocs.akamai.com/developer/docs/edgegrid',
  ...named({ names: ['akamai client', 'edgerc'], shapes: ['{base64:43}='], words: ['secret'] }),
  examples: {
    positive: [
      '<add key="akamaiClientSecret" value="«{base64:43}=»" />',
      '{"edgerc_client_secret":"«{base64:43}=»","retries":3}',
      "AKAMAI_CLIENT_SECRET='«{base64:43}=»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={base64:43}=',
      'export AKAMAI_CLIENT_SECRET={base64:42}=',
      'akamai_client_secret: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=',
      '{"akamai_client_secret":"{base64:21}!{base64:21}="}',
    ],
  },
};
