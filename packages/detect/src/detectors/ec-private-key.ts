// Elliptic curve private key.
import type { Detector } from '../formats/detector.ts';
import { privateKey } from '../formats/private-key.ts';

export const ecPrivateKey: Detector = {
  id: 'ec-private-key',
  title: 'Elliptic curve private key',
  class: 'private-key',
  reference: 'https://www.rfc-editor.org/rfc/rfc5915',
  ...privateKey(['EC PRIVATE KEY']),
  examples: {
    positive: [
      '«-----BEGIN EC {~}PRIVATE KEY-----»',
      'key: "«-----BEGIN EC {~}PRIVATE KEY-----\\n{base64:64}\\n{base64:40}=\\n-----END EC {~}PRIVATE KEY-----»\\n"',
      'TLS_KEY=«-----BEGIN EC {~}PRIVATE KEY----- {base64:64} {base64:22}== -----END EC {~}PRIVATE KEY-----»',
    ],
    negative: [
      'if (text.startsWith("-----BEGIN EC {~}PRIVATE KEY-----")) {',
      '-----END EC {~}PRIVATE KEY-----',
      '-----BEGIN CERTIFICATE-----',
      'a line of dashes ----- BEGIN EC {~}PRIVATE KEY -----',
    ],
  },
};
