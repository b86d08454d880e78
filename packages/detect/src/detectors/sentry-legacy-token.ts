// Sentry auth token without prefix.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const sentryLegacyToken: Detector = {
  id: 'sentry-legacy-token',
  title: 'Sentry auth token without prefix',
  class: 'token',
  reference: 'https://docs.sentry.io/security-legal-pii/security/token-formats/',
  ...named({ names: ['sentry'], shapes: ['{hex:64}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"SENTRY_AUTH_TOKEN","value":"«{hex:64}»"}]}',
      'sentry.token = «{hex:64}»',
      'sentry_auth_token: "«{hex:64}»"',
    ],
    negative: [
      'export BILLING_API_KEY={hex:64}',
      'export SENTRY_AUTH_TOKEN={hex:63}',
      'sentry_auth_token: 0000000000000000000000000000000000000000000000000000000000000000',
      'sentry sentry build {hex:64} done',
    ],
  },
};
