// WireGuard private key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const wireguardPrivateKey: Detector = {
  id: 'wireguard-private-key',
  title: 'WireGuard private key',
  class: 'private-key',
  reference: 'https://www.wireguard.com/quickstart/',
  ...named({
    names: ['privatekey', 'wireguard', 'preshared key'],
    shapes: ['{base64:43}='],
    words: ['privatekey', 'private', 'preshared'],
  }),
  examples: {
    positive: ['PrivateKey = «{base64:43}=»', 'WIREGUARD_PRIVATE_KEY=«{base64:43}=»', 'PresharedKey = «{base64:43}=»'],
    negative: ['PublicKey = {base64:43}=', 'PrivateKey = {base64:42}=', 'PrivateKey = ${WG_KEY}'],
  },
};
