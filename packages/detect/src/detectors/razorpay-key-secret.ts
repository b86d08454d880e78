// Razorpay key secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const razorpayKeySecret: Detector = {
  id: 'razorpay-key-secret',
  title: 'Razorpay key secret',
  class: 'token',
  reference: 'https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/',
  ...named({ names: ['razorpay'], shapes: ['{alnum:24}'], words: ['secret'] }),
  examples: {
    positive: [
      'level=error msg="call refused" razorpay_key_secret=«{alnum:24}» status=401',
      'const razorpaySecret = "«{alnum:24}»";',
      'export RAZORPAY_KEY_SECRET=«{alnum:24}»',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:24}',
      'export RAZORPAY_KEY_SECRET={alnum:23}',
      'razorpay_key_secret: xxxxxxxxxxxxxxxxxxxxxxxx',
      'razorpay razorpay build {alnum:24} done',
    ],
  },
};
