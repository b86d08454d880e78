// Twitch client secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const twitchClientSecret: Detector = {
  id: 'twitch-client-secret',
  title: 'Twitch client secret',
  class: 'token',
  reference: 'https://dev.twitch.tv/docs/authentication/register-app/',
  ...named({ names: ['twitch'], shapes: ['{lowernum:30}'], words: ['secret', 'token'] }),
  examples: {
    positive: [
      'twitch_client_secret: "«{lowernum:30}»"',
      '{"env":[{"name":"TWITCH_ACCESS_TOKEN","value":"«{lowernum:30}»"}]}',
      'twitch.client.secret = «{lowernum:30}»',
    ],
    negative: [
      'export BILLING_API_KEY={lowernum:30}',
      'export TWITCH_CLIENT_SECRET={lowernum:29}',
      'twitch_client_secret: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'twitch twitch build {lowernum:30} done',
    ],
  },
};
