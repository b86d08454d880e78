// Twilio API key SID.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const twilioApiKey: Detector = {
  id: 'twilio-api-key',
  title: 'Twilio API key SID',
  class: 'token',
  reference: 'https://www.twilio.com/docs/iam/api-keys',
  ...named({ names: ['twilio'], shapes: ['SK{hex:32}'] }),
  examples: {
    positive: [
      'twilio.api.key = «SK{hex:32}»',
      'twilio_api_key_sid: "«SK{hex:32}»"',
      '{"env":[{"name":"TWILIO_API_KEY","value":"«SK{hex:32}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY=SK{hex:32}',
      'export TWILIO_API_KEY=SK{hex:31}',
      'twilio_api_key: SK00000000000000000000000000000000',
      'twilio twilio build SK{hex:32} done',
    ],
  },
};
