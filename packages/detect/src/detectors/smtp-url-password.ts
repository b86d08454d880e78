// Password in an SMTP URL.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const smtpUrlPassword: Detector = {
  id: 'smtp-url-password',
  title: 'Password in an SMTP URL',
  class: 'connection-string',
  reference: 'https://nodemailer.com/smtp/',
  ...urlPassword(['smtp', 'smtps']),
  examples: {
    positive: [
      'SMTP_URL=smtp://app:«{alnum:16}»@db.internal:587',
      '{"url":"smtps://svc:«{alnum:11}!{digit:2}»@10.0.0.9:587"}',
      'error: cannot reach smtp://root:«{alnum:24}»@db-0.db.svc:587',
    ],
    negative: [
      'SMTP_URL=smtp://db.internal:587',
      'SMTP_URL=smtps://app:${DB_PASSWORD}@db.internal:587',
      'see smtp://user:password@host',
      'xsmtp://app:{alnum:16}@db.internal',
    ],
  },
};
