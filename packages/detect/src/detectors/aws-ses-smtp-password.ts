// Amazon SES SMTP password.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const awsSesSmtpPassword: Detector = {
  id: 'aws-ses-smtp-password',
  title: 'Amazon SES SMTP password',
  class: 'password',
  reference: 'https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html',
  ...named({ names: ['ses smtp', 'ses password'], shapes: ['B{base64:43}'] }),
  examples: {
    positive: [
      '<add key="sesSmtpPassword" value="«B{base64:43}»" />',
      '{"aws_ses_smtp_password":"«B{base64:43}»","retries":3}',
      "SES_SMTP_PASSWORD='«B{base64:43}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY=B{base64:43}',
      'export SES_SMTP_PASSWORD=B{base64:42}',
      'ses_smtp_password: Bxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'ses smtp ses build B{base64:43} done',
    ],
  },
};
