// JSON web token.
import type { Detector } from '../formats/detector.ts';
import { jwt } from '../formats/jwt.ts';

export const jsonWebToken: Detector = {
  id: 'json-web-token',
  title: 'JSON web token',
  class: 'token',
  reference: 'https://www.rfc-editor.org/rfc/rfc7519',
  ...jwt({}),
  examples: {
    positive: [
      'Authorization: Bearer «{base64url|{"alg":"HS256","typ":"JWT"}|}.{base64url|{"sub":"{digit:8}"}|}.{base64url:43}»',
      'session=«{base64url|{"alg":"RS256","kid":"{hex:8}"}|}.{base64url|{"iss":"https://id.internal"}|}.{base64url:342}»; Path=/',
      '{"id_token":"«{base64url|{"typ":"JWT","alg":"ES256"}|}.{base64url|{"aud":"app"}|}.{base64url:86}»"}',
    ],
    negative: [
      'token={base64url|{"alg":"HS256","typ":"JWT"}|}',
      'token={base64url|{"typ":"none at all"}|}.{base64url|{"sub":"1"}|}.{base64url:43}',
      'token={base64url|{"alg":"HS256"}|}.{base64url:30}.{base64url:43}',
      'x{base64url|{"alg":"HS256","typ":"JWT"}|}.{base64url|{"sub":"1"}|}.{base64url:43}',
    ],
  },
};
