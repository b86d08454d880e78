// Facebook app secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const facebookAppSecret: Detector = {
  id: 'facebook-app-secret',
  title: 'Facebook app secret',
  class: 'token',
  reference: 'https://developers.facebook.com/docs/facebook-login/security',
  ...named({ names: ['facebook', 'fb app'], shapes: ['{hex:32}'], words: ['secret'] }),
  examples: {
    positive: [
      '{"facebook_app_secret":"«{hex:32}»","retries":3}',
      "FB_APP_SECRET='«{hex:32}»' ./run.sh",
      '<add key="facebookAppSecret" value="«{hex:32}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export FACEBOOK_APP_SECRET={hex:31}',
      'facebook_app_secret: 0123456789abcdef0123456789abcdef',
      '{"facebook_app_secret":"{hex:16}!{hex:15}"}',
    ],
  },
};
