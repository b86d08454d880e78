// Private key (PKCS #8).
import type { Detector } from '../formats/detector.ts';
import { privateKey } from '../formats/private-key.ts';

export const pkcs8PrivateKey: Detector = {
  id: 'pkcs8-private-key',
  title: 'Private key (PKCS #8)',
  class: 'private-key',
  reference: 'https://www.rfc-editor.org/rfc/rfc7468#section-10',
  ...privateKey(['PRIVATE KEY']),
  examples: {
    positive: [
      '«-----BEGIN {~}PRIVATE KEY-----»',
      'key: "«-----BEGIN {~}PRIVATE KEY-----\\n{base64:64}\\n{base64:40}=\\n-----END {~}PRIVATE KEY-----»\\n"',
      'TLS_KEY=«-----BEGIN {~}PRIVATE KEY----- {base64:64} {base64:22}== -----END {~}PRIVATE KEY-----»',
    ],
    negative: [
      'if (text.startsWith("-----BEGIN {~}PRIVATE KEY-----")) {',
      '-----END {~}PRIVATE KEY-----',
      '-----BEGIN CERTIFICATE-----',
      'a line of dashes ----- BEGIN {~}PRIVATE KEY -----',
    ],
  },
};
