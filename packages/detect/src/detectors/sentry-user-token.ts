// Sentry user auth token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const sentryUserToken: Detector = {
  id: 'sentry-user-token',
  title: 'Sentry user auth token',
  class: 'token',
  reference: 'https://docs.sentry.io/security-legal-pii/security/token-formats/',
  ...shaped({ shapes: ['sntryu_{hex:64}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" sentry_user_token=«sntryu_{hex:64}» status=401',
      "SENTRY_USER_TOKEN='«sntryu_{hex:64}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «sntryu_{hex:64}»',
    ],
    negative: [
      'export SENTRY_USER_TOKEN=sntryu_{hex:63}',
      'sentry_user_token: sntryu_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      '{"sentry_user_token":"sntryu_{hex:32}!{hex:31}"}',
    ],
  },
};
