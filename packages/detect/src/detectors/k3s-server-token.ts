// K3s cluster token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const k3sServerToken: Detector = {
  id: 'k3s-server-token',
  title: 'K3s cluster token',
  class: 'token',
  reference: 'https://docs.k3s.io/cli/token',
  ...shaped({ shapes: ['K10{hex:64}::server:«{hex:32}»'] }),
  examples: {
    positive: [
      'K3S_TOKEN=K10{hex:64}::server:«{hex:32}»',
      'k3s agent --token K10{hex:64}::server:«{hex:32}»',
      '{"token":"K10{hex:64}::server:«{hex:32}»"}',
    ],
    negative: [
      'K3S_TOKEN=K10{hex:63}::server:{hex:32}',
      'K3S_TOKEN=K10{hex:64}::server:{hex:31}',
      'K3S_TOKEN=K10{hex:64}::node:{hex:32}',
    ],
  },
};
