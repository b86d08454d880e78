// Sentry application or integration token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

/** Prefixes that the issuer reserves for user applications and integrations. */
export const sentryApplicationToken: Detector = {
  id: 'sentry-application-token',
  title: 'Sentry application or integration token',
  class: 'token',
  reference: 'https://docs.sentry.io/security-legal-pii/security/token-formats/',
  ...shaped({ shapes: ['sntrya_{hex:64}', 'sntryi_{hex:64}'] }),
  examples: {
    positive: [
      'SENTRY_AUTH_TOKEN=«sntrya_{hex:64}»',
      '{"auth_token":"«sntryi_{hex:64}»","org":"shop"}',
      'level=error msg="upload refused" token=«sntryi_{hex:64}» status=401',
    ],
    negative: [
      'export SENTRY_AUTH_TOKEN=sntrya_{hex:63}',
      'sentry_auth_token: sntryi_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      '{"sentry_auth_token":"sntryx_{hex:64}"}',
    ],
  },
};
