// Supabase personal access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const supabaseManagementToken: Detector = {
  id: 'supabase-management-token',
  title: 'Supabase personal access token',
  class: 'token',
  reference: 'https://supabase.com/docs/guides/cli/getting-started',
  ...shaped({ shapes: ['sbp_{hex:40}'] }),
  examples: {
    positive: [
      "SUPABASE_ACCESS_TOKEN='«sbp_{hex:40}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «sbp_{hex:40}»',
      'export SUPABASE_ACCESS_TOKEN=«sbp_{hex:40}»',
    ],
    negative: [
      'export SUPABASE_ACCESS_TOKEN=sbp_{hex:39}',
      'supabase_access_token: sbp_0000000000000000000000000000000000000000',
      '{"supabase_access_token":"sbp_{hex:20}!{hex:19}"}',
    ],
  },
};
