// PGP private key block.
import type { Detector } from '../formats/detector.ts';
import { privateKey } from '../formats/private-key.ts';

export const pgpPrivateKey: Detector = {
  id: 'pgp-private-key',
  title: 'PGP private key block',
  class: 'private-key',
  reference: 'https://www.rfc-editor.org/rfc/rfc9580',
  ...privateKey(['PGP PRIVATE KEY BLOCK']),
  examples: {
    positive: [
      '«-----BEGIN PGP {~}PRIVATE KEY BLOCK-----»',
      'key: "«-----BEGIN PGP {~}PRIVATE KEY BLOCK-----\\n{base64:64}\\n{base64:40}=\\n-----END PGP {~}PRIVATE KEY BLOCK-----»\\n"',
      'TLS_KEY=«-----BEGIN PGP {~}PRIVATE KEY BLOCK----- {base64:64} {base64:22}== -----END PGP {~}PRIVATE KEY BLOCK-----»',
    ],
    negative: [
      'if (text.startsWith("-----BEGIN PGP {~}PRIVATE KEY BLOCK-----")) {',
      '-----END PGP {~}PRIVATE KEY BLOCK-----',
      '-----BEGIN CERTIFICATE-----',
      'a line of dashes ----- BEGIN PGP {~}PRIVATE KEY BLOCK -----',
    ],
  },
};
