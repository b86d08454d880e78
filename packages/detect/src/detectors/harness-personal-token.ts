// Harness personal access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const harnessPersonalToken: Detector = {
  id: 'harness-personal-token',
  title: 'Harness personal access token',
  class: 'token',
  reference: 'https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/',
  ...shaped({ shapes: ['pat.{base64url:22}.{hex:24}.{alnum:20}', 'sat.{base64url:22}.{hex:24}.{alnum:20}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" harness_api_key=«pat.{base64url:22}.{hex:24}.{alnum:20}» status=401',
      "HARNESS_API_KEY='«sat.{base64url:22}.{hex:24}.{alnum:20}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «pat.{base64url:22}.{hex:24}.{alnum:20}»',
    ],
    negative: [
      'export HARNESS_API_KEY=sat.{base64url:22}.{hex:24}.{alnum:19}',
      'harness_api_key: pat.{base64url:22}.0123456789abcdef01234567.{alnum:20}',
      'see id=xpat.{base64url:22}.{hex:24}.{alnum:20}',
    ],
  },
};
