// Supabase service role key.
import type { Detector } from '../formats/detector.ts';
import { jwt } from '../formats/jwt.ts';

export const supabaseServiceRoleKey: Detector = {
  id: 'supabase-service-role-key',
  title: 'Supabase service role key',
  class: 'token',
  reference: 'https://supabase.com/docs/guides/api/api-keys',
  ...jwt({ claims: ['"role":"service_role"'] }),
  examples: {
    positive: [
      'SUPABASE_SERVICE_ROLE_KEY=«{base64url|{"alg":"HS256","typ":"JWT"}|}.{base64url|{"iss":"supabase","ref":"{lower:20}","role":"service_role","iat":{digit:10}}|}.{base64url:43}»',
      'apikey: «{base64url|{"alg":"HS256","typ":"JWT"}|}.{base64url|{"role":"service_role","iss":"supabase"}|}.{base64url:43}»',
      '{"serviceKey":"«{base64url|{"typ":"JWT","alg":"HS256"}|}.{base64url|{"iss":"supabase-demo","role":"service_role"}|}.{base64url:43}»"}',
    ],
    negative: [
      'SUPABASE_ANON_KEY={base64url|{"alg":"HS256","typ":"JWT"}|}.{base64url|{"iss":"supabase","role":"anon"}|}.{base64url:43}',
      'key={base64url|{"alg":"HS256"}|}.{base64url|{"role":"service_role_reader"}|}.{base64url:43}',
      'key={base64url|{"alg":"HS256"}|}.{base64url|{"role":"service_role"}|}.{base64url:20}',
    ],
  },
};
