// Dropbox app secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const dropboxAppSecret: Detector = {
  id: 'dropbox-app-secret',
  title: 'Dropbox app secret',
  class: 'token',
  reference: 'https://developers.dropbox.com/oauth-guide',
  ...named({ names: ['dropbox'], shapes: ['{lowernum:15}'], words: ['secret'] }),
  examples: {
    positive: [
      '<add key="dropboxAppSecret" value="«{lowernum:15}»" />',
      '{"dropbox_client_secret":"«{lowernum:15}»","retries":3}',
      "DROPBOX_APP_SECRET='«{lowernum:15}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={lowernum:15}',
      'export DROPBOX_APP_SECRET={lowernum:14}',
      'dropbox_app_secret: xxxxxxxxxxxxxxx',
      '{"dropbox_app_secret":"{lowernum:7}!{lowernum:7}"}',
    ],
  },
};
