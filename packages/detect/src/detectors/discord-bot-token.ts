// Discord bot token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const discordBotToken: Detector = {
  id: 'discord-bot-token',
  title: 'Discord bot token',
  class: 'token',
  reference: 'https://discord.com/developers/docs/reference#authentication',
  ...named({
    names: ['discord'],
    shapes: ['{base64url:24-28}.{base64url:6}.{base64url:27-38}'],
    words: ['token', 'bot', 'secret', 'auth'],
  }),
  examples: {
    positive: [
      'DISCORD_TOKEN=«{alnum:26}.{alnum:6}.{base64url:38}»',
      'discord: {"Authorization":"Bot «{alnum:24}.{alnum:6}.{alnum:27}»"}',
      '{"discord_bot_token":"«{alnum:26}.{alnum:6}.{alnum:38}»"}',
    ],
    negative: [
      'DISCORD_TOKEN={alnum:23}.{alnum:6}.{alnum:38}',
      'SESSION_TOKEN={alnum:26}.{alnum:6}.{alnum:38}',
      'discord_token: xxxxxxxxxxxxxxxxxxxxxxxxxx.{alnum:6}.{alnum:38}',
      'DISCORD_TOKEN={alnum:26}.{alnum:5}.{alnum:38}',
    ],
  },
};
