// DSA private key.
import type { Detector } from '../formats/detector.ts';
import { privateKey } from '../formats/private-key.ts';

export const dsaPrivateKey: Detector = {
  id: 'dsa-private-key',
  title: 'DSA private key',
  class: 'private-key',
  reference: 'https://www.openssl.org/docs/manmaster/man1/openssl-dsa.html',
  ...privateKey(['DSA PRIVATE KEY']),
  examples: {
    positive: [
      '«-----BEGIN DSA {~}PRIVATE KEY-----»',
      'key: "«-----BEGIN DSA {~}PRIVATE KEY-----\\n{base64:64}\\n{base64:40}=\\n-----END DSA {~}PRIVATE KEY-----»\\n"',
      'TLS_KEY=«-----BEGIN DSA {~}PRIVATE KEY----- {base64:64} {base64:22}== -----END DSA {~}PRIVATE KEY-----»',
    ],
    negative: [
      'if (text.startsWith("-----BEGIN DSA {~}PRIVATE KEY-----")) {',
      '-----END DSA {~}PRIVATE KEY-----',
      '-----BEGIN CERTIFICATE-----',
      'a line of dashes ----- BEGIN DSA {~}PRIVATE KEY -----',
    ],
  },
};
