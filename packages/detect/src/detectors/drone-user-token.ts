// Drone user token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const droneUserToken: Detector = {
  id: 'drone-user-token',
  title: 'Drone user token',
  class: 'token',
  reference: 'https://docs.drone.io/cli/configure/',
  ...named({ names: ['drone'], shapes: ['{alnum:32}'] }),
  examples: {
    positive: [
      '<add key="droneToken" value="«{alnum:32}»" />',
      '{"drone_token":"«{alnum:32}»","retries":3}',
      "DRONE_TOKEN='«{alnum:32}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={alnum:32}',
      'export DRONE_TOKEN={alnum:31}',
      'drone_token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"drone_token":"{alnum:16}!{alnum:15}"}',
    ],
  },
};
