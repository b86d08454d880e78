// Pusher Channels app secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const pusherAppSecret: Detector = {
  id: 'pusher-app-secret',
  title: 'Pusher Channels app secret',
  class: 'token',
  reference: 'https://pusher.com/docs/channels/library_auth_reference/rest-api/',
  ...named({ names: ['pusher'], shapes: ['{hex:20}'], words: ['secret'] }),
  examples: {
    positive: [
      'export PUSHER_APP_SECRET=«{hex:20}»',
      'level=error msg="call refused" pusher_secret=«{hex:20}» status=401',
      'const pusherAppSecret = "«{hex:20}»";',
    ],
    negative: [
      'export BILLING_API_KEY={hex:20}',
      'export PUSHER_APP_SECRET={hex:19}',
      'pusher_app_secret: 00000000000000000000',
      'pusher pusher build {hex:20} done',
    ],
  },
};
