// Supabase personal access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

/** Classic and OAuth tokens are hexadecimal; of scoped ones, `sbp_fc…` by the issuer's pages, the length alone is known: the same. */
export const supabaseManagementToken: Detector = {
  id: 'supabase-management-token',
  title: 'Supabase personal access token',
  class: 'token',
  reference: 'https://supabase.com/docs/guides/platform/personal-access-tokens',
  unconfirmed:
    'Of scoped tokens, sbp_fc, the issuer documents no alphabet and no length; 38 letters and digits are taken, the length of its other tokens.',
  ...shaped({ shapes: ['sbp_{hex:40}', 'sbp_oauth_{hex:40}', 'sbp_fc{alnum:38}'] }),
  examples: {
    positive: [
      "SUPABASE_ACCESS_TOKEN='«sbp_{hex:40}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «sbp_{hex:40}»',
      'export SUPABASE_ACCESS_TOKEN=«sbp_oauth_{hex:40}»',
      '{"token":"«sbp_fc{alnum:38}»"}',
    ],
    negative: [
      'export SUPABASE_ACCESS_TOKEN=sbp_{hex:39}',
      'supabase_access_token: sbp_0000000000000000000000000000000000000000',
      'supabase_access_token: sbp_fd{alnum:37}G',
      '{"supabase_access_token":"sbp_{hex:20}!{hex:19}"}',
    ],
  },
};
