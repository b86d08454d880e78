// reCAPTCHA secret key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const googleRecaptchaSecret: Detector = {
  id: 'google-recaptcha-secret',
  title: 'reCAPTCHA secret key',
  class: 'token',
  reference: 'https://developers.google.com/recaptcha/docs/verify',
  ...named({ names: ['recaptcha'], shapes: ['6L{base64url:38}'], words: ['secret'] }),
  examples: {
    positive: [
      'export RECAPTCHA_SECRET_KEY=«6L{base64url:38}»',
      'level=error msg="call refused" recaptcha_secret=«6L{base64url:38}» status=401',
      'const recaptchaSecretKey = "«6L{base64url:38}»";',
    ],
    negative: [
      'RECAPTCHA_SITE_KEY=6L{base64url:38}',
      'RECAPTCHA_SECRET_KEY=6L{base64url:37}',
      'recaptcha_secret_key: 6Lxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'BILLING_SECRET_KEY=6L{base64url:38}',
    ],
  },
};
