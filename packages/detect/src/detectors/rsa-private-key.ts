// RSA private key (PKCS #1).
import type { Detector } from '../formats/detector.ts';
import { privateKey } from '../formats/private-key.ts';

export const rsaPrivateKey: Detector = {
  id: 'rsa-private-key',
  title: 'RSA private key (PKCS #1)',
  class: 'private-key',
  reference: 'https://www.rfc-editor.org/rfc/rfc8017',
  ...privateKey(['RSA PRIVATE KEY']),
  examples: {
    positive: [
      '«-----BEGIN RSA {~}PRIVATE KEY-----»',
      'key: "«-----BEGIN RSA {~}PRIVATE KEY-----\\n{base64:64}\\n{base64:40}=\\n-----END RSA {~}PRIVATE KEY-----»\\n"',
      'TLS_KEY=«-----BEGIN RSA {~}PRIVATE KEY----- {base64:64} {base64:22}== -----END RSA {~}PRIVATE KEY-----»',
    ],
    negative: [
      'if (text.startsWith("-----BEGIN RSA {~}PRIVATE KEY-----")) {',
      '-----END RSA {~}PRIVATE KEY-----',
      '-----BEGIN CERTIFICATE-----',
      'a line of dashes ----- BEGIN RSA {~}PRIVATE KEY -----',
    ],
  },
};
