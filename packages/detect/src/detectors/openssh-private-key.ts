// OpenSSH private key.
import type { Detector } from '../formats/detector.ts';
import { privateKey } from '../formats/private-key.ts';

export const opensshPrivateKey: Detector = {
  id: 'openssh-private-key',
  title: 'OpenSSH private key',
  class: 'private-key',
  reference: 'https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key',
  ...privateKey(['OPENSSH PRIVATE KEY']),
  examples: {
    positive: [
      '«-----BEGIN OPENSSH {~}PRIVATE KEY-----»',
      'key: "«-----BEGIN OPENSSH {~}PRIVATE KEY-----\\n{base64:64}\\n{base64:40}=\\n-----END OPENSSH {~}PRIVATE KEY-----»\\n"',
      'TLS_KEY=«-----BEGIN OPENSSH {~}PRIVATE KEY----- {base64:64} {base64:22}== -----END OPENSSH {~}PRIVATE KEY-----»',
    ],
    negative: [
      'if (text.startsWith("-----BEGIN OPENSSH {~}PRIVATE KEY-----")) {',
      '-----END OPENSSH {~}PRIVATE KEY-----',
      '-----BEGIN CERTIFICATE-----',
      'a line of dashes ----- BEGIN OPENSSH {~}PRIVATE KEY -----',
    ],
  },
};
