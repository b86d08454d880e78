// Telegram bot token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const telegramBotToken: Detector = {
  id: 'telegram-bot-token',
  title: 'Telegram bot token',
  class: 'token',
  reference: 'https://core.telegram.org/bots/api#authorizing-your-bot',
  ...shaped({ shapes: ['{digit:8-10}:AA{base64url:33}'] }),
  examples: {
    positive: [
      'TELEGRAM_BOT_TOKEN=«{digit:10}:AA{base64url:33}»',
      'telegram_token: "«{digit:9}:AA{base64url:33}»"',
      '{"token":"«{digit:10}:AA{base64url:33}»"}',
    ],
    negative: [
      'TELEGRAM_BOT_TOKEN={digit:10}:AA{base64url:32}',
      'TELEGRAM_BOT_TOKEN={digit:10}:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'TELEGRAM_BOT_TOKEN={digit:7}:AA{base64url:33}',
      '12:30:AA {base64url:33}',
    ],
  },
};
