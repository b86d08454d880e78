// Supabase secret API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const supabaseSecretKey: Detector = {
  id: 'supabase-secret-key',
  title: 'Supabase secret API key',
  class: 'token',
  reference: 'https://supabase.com/docs/guides/api/api-keys',
  ...shaped({ shapes: ['sb_secret_{base64url:31}'] }),
  examples: {
    positive: [
      '<add key="supabaseSecretKey" value="«sb_secret_{base64url:31}»" />',
      'supabase_secret_key: "«sb_secret_{base64url:31}»"',
      'helm upgrade app ./chart --set auth.supabaseSecretKey=«sb_secret_{base64url:31}»',
    ],
    negative: [
      'export SUPABASE_SECRET_KEY=sb_secret_{base64url:30}',
      'supabase_secret_key: sb_secret_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'supabase_secret_key=sb_secret_{base64url:32}',
    ],
  },
};
