// SSH2 encrypted private key.
import type { Detector } from '../formats/detector.ts';
import { privateKey } from '../formats/private-key.ts';

export const ssh2PrivateKey: Detector = {
  id: 'ssh2-private-key',
  title: 'SSH2 encrypted private key',
  class: 'private-key',
  reference: 'https://www.rfc-editor.org/rfc/rfc4716',
  ...privateKey(['SSH2 ENCRYPTED PRIVATE KEY']),
  examples: {
    positive: [
      '«-----BEGIN SSH2 ENCRYPTED {~}PRIVATE KEY-----»',
      'key: "«-----BEGIN SSH2 ENCRYPTED {~}PRIVATE KEY-----\\n{base64:64}\\n{base64:40}=\\n-----END SSH2 ENCRYPTED {~}PRIVATE KEY-----»\\n"',
      'TLS_KEY=«-----BEGIN SSH2 ENCRYPTED {~}PRIVATE KEY----- {base64:64} {base64:22}== -----END SSH2 ENCRYPTED {~}PRIVATE KEY-----»',
    ],
    negative: [
      'if (text.startsWith("-----BEGIN SSH2 ENCRYPTED {~}PRIVATE KEY-----")) {',
      '-----END SSH2 ENCRYPTED {~}PRIVATE KEY-----',
      '-----BEGIN CERTIFICATE-----',
      'a line of dashes ----- BEGIN SSH2 ENCRYPTED {~}PRIVATE KEY -----',
    ],
  },
};
