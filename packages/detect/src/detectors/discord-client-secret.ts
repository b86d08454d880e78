// Discord OAuth client secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const discordClientSecret: Detector = {
  id: 'discord-client-secret',
  title: 'Discord OAuth client secret',
  class: 'token',
  reference: 'https://discord.com/developers/docs/topics/oauth2',
  ...named({ names: ['discord client'], shapes: ['{base64url:32}'], words: ['secret'] }),
  examples: {
    positive: [
      'export DISCORD_CLIENT_SECRET=«{base64url:32}»',
      'level=error msg="call refused" discord_client_secret=«{base64url:32}» status=401',
      'const discordClientSecret = "«{base64url:32}»";',
    ],
    negative: [
      'export BILLING_API_KEY={base64url:32}',
      'export DISCORD_CLIENT_SECRET={base64url:31}',
      'discord_client_secret: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'discord client discord build {base64url:32} done',
    ],
  },
};
