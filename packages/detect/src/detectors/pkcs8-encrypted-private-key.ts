// Encrypted private key (PKCS #8).
import type { Detector } from '../formats/detector.ts';
import { privateKey } from '../formats/private-key.ts';

export const pkcs8EncryptedPrivateKey: Detector = {
  id: 'pkcs8-encrypted-private-key',
  title: 'Encrypted private key (PKCS #8)',
  class: 'private-key',
  reference: 'https://www.rfc-editor.org/rfc/rfc7468#section-11',
  ...privateKey(['ENCRYPTED PRIVATE KEY']),
  examples: {
    positive: [
      '«-----BEGIN ENCRYPTED {~}PRIVATE KEY-----»',
      'key: "«-----BEGIN ENCRYPTED {~}PRIVATE KEY-----\\n{base64:64}\\n{base64:40}=\\n-----END ENCRYPTED {~}PRIVATE KEY-----»\\n"',
      'TLS_KEY=«-----BEGIN ENCRYPTED {~}PRIVATE KEY----- {base64:64} {base64:22}== -----END ENCRYPTED {~}PRIVATE KEY-----»',
    ],
    negative: [
      'if (text.startsWith("-----BEGIN ENCRYPTED {~}PRIVATE KEY-----")) {',
      '-----END ENCRYPTED {~}PRIVATE KEY-----',
      '-----BEGIN CERTIFICATE-----',
      'a line of dashes ----- BEGIN ENCRYPTED {~}PRIVATE KEY -----',
    ],
  },
};
