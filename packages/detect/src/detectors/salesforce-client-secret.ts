// Salesforce connected app consumer secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const salesforceClientSecret: Detector = {
  id: 'salesforce-client-secret',
  title: 'Salesforce connected app consumer secret',
  class: 'token',
  reference: 'https://help.salesforce.com/s/articleView?id=sf.connected_app_rotate_consumer_details.htm',
  ...named({ names: ['salesforce', 'sfdc'], shapes: ['{hexupper:64}', '{digit:19}'], words: ['secret'] }),
  examples: {
    positive: [
      'salesforce.client.secret = «{hexupper:64}»',
      'sfdc_consumer_secret: "«{digit:19}»"',
      '{"env":[{"name":"SALESFORCE_CLIENT_SECRET","value":"«{hexupper:64}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={hexupper:64}',
      'export SALESFORCE_CLIENT_SECRET={hexupper:63}',
      'salesforce_client_secret: 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF',
      '{"salesforce_client_secret":"{hexupper:32}!{hexupper:31}"}',
    ],
  },
};
