// Brevo SMTP key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const brevoSmtpKey: Detector = {
  id: 'brevo-smtp-key',
  title: 'Brevo SMTP key',
  class: 'password',
  reference: 'https://developers.brevo.com/docs/getting-started',
  ...shaped({ shapes: ['xsmtpsib-{hex:64}-{alnum:16}'] }),
  examples: {
    positive: [
      '<add key="brevoSmtpPassword" value="«xsmtpsib-{hex:64}-{alnum:16}»" />',
      'brevo_smtp_password: "«xsmtpsib-{hex:64}-{alnum:16}»"',
      'helm upgrade app ./chart --set auth.brevoSmtpPassword=«xsmtpsib-{hex:64}-{alnum:16}»',
    ],
    negative: [
      'export BREVO_SMTP_PASSWORD=xsmtpsib-{hex:64}-{alnum:15}',
      'brevo_smtp_password: xsmtpsib-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef-{alnum:16}',
      'see id=xxsmtpsib-{hex:64}-{alnum:16}',
    ],
  },
};
