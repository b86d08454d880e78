// Discord webhook URL.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const discordWebhook: Detector = {
  id: 'discord-webhook',
  title: 'Discord webhook URL',
  class: 'token',
  reference: 'https://discord.com/developers/docs/resources/webhook',
  ...shaped({ shapes: ['/api/webhooks/«{digit:17-20}/{base64url:68}»'] }),
  examples: {
    positive: [
      'DISCORD_WEBHOOK=https://discord.com/api/webhooks/«{digit:18}/{base64url:68}»',
      'url: "https://discordapp.com/api/webhooks/«{digit:19}/{base64url:68}»"',
      'POST https://canary.discord.com/api/webhooks/«{digit:19}/{base64url:68}» 204',
    ],
    negative: [
      'https://discord.com/api/webhooks/{digit:18}/{base64url:67}',
      'https://discord.com/api/webhooks/{digit:18}/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'https://discord.com/api/webhooks/{digit:18}',
      'https://discord.com/api/channels/{digit:18}/{base64url:68}',
    ],
  },
};
