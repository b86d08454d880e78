// Sentry organization auth token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const sentryOrganizationToken: Detector = {
  id: 'sentry-organization-token',
  title: 'Sentry organization auth token',
  class: 'token',
  reference: 'https://docs.sentry.io/security-legal-pii/security/token-formats/',
  ...shaped({
    shapes: [
      'sntrys_{base64:40-500}_{base64:43}',
      'sntrys_{base64:40-500}=_{base64:43}',
      'sntrys_{base64:40-500}==_{base64:43}',
    ],
  }),
  examples: {
    positive: [
      'const sentryAuthToken = "«sntrys_{base64:40-500}_{base64:43}»";',
      '{"sentry_auth_token":"«sntrys_{base64:40-500}=_{base64:43}»","retries":3}',
      'Authorization: Bearer «sntrys_{base64:40-500}==_{base64:43}»',
    ],
    negative: [
      'export SENTRY_AUTH_TOKEN=sntrys_{base64:40-500}==_{base64:42}',
      'sentry_auth_token: sntrys_{base64:40-500}_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"sentry_auth_token":"sntrys_{base64:40-500}==_{base64:21}!{base64:21}"}',
    ],
  },
};
