// Twilio auth token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const twilioAuthToken: Detector = {
  id: 'twilio-auth-token',
  title: 'Twilio auth token',
  class: 'token',
  reference: 'https://www.twilio.com/docs/iam/api/authtoken',
  ...named({ names: ['twilio'], shapes: ['{hex:32}'], words: ['token', 'secret', 'auth'] }),
  examples: {
    positive: [
      '{"twilio_auth_token":"«{hex:32}»","retries":3}',
      "TWILIO_TOKEN='«{hex:32}»' ./run.sh",
      '<add key="twilioAuthToken" value="«{hex:32}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export TWILIO_AUTH_TOKEN={hex:31}',
      'twilio_auth_token: 0123456789abcdef0123456789abcdef',
      '{"twilio_auth_token":"{hex:16}!{hex:15}"}',
    ],
  },
};
