// SendGrid API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const sendgridApiKey: Detector = {
  id: 'sendgrid-api-key',
  title: 'SendGrid API key',
  class: 'token',
  reference: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
  ...shaped({ shapes: ['SG.{base64url:22}.{base64url:43}'] }),
  examples: {
    positive: [
      'export SENDGRID_API_KEY=«SG.{base64url:22}.{base64url:43}»',
      'level=error msg="call refused" sendgrid_api_key=«SG.{base64url:22}.{base64url:43}» status=401',
      "SENDGRID_API_KEY='«SG.{base64url:22}.{base64url:43}»' ./run.sh",
    ],
    negative: [
      'export SENDGRID_API_KEY=SG.{base64url:22}.{base64url:42}',
      'sendgrid_api_key: SG.{base64url:22}.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"sendgrid_api_key":"SG.{base64url:22}.{base64url:21}!{base64url:21}"}',
    ],
  },
};
