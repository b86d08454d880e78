// Telegram bot token in a request URL.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const telegramBotUrl: Detector = {
  id: 'telegram-bot-url',
  title: 'Telegram bot token in a request URL',
  class: 'token',
  reference: 'https://core.telegram.org/bots/api#making-requests',
  ...shaped({ shapes: ['api.telegram.org/bot«{digit:8-10}:{base64url:35}»'] }),
  examples: {
    positive: [
      'GET https://api.telegram.org/bot«{digit:10}:{base64url:35}»/getMe',
      'curl https://api.telegram.org/bot«{digit:9}:{base64url:35}»/sendMessage?chat_id=1',
      '{"url":"https://api.telegram.org/bot«{digit:10}:{base64url:35}»/setWebhook"}',
    ],
    negative: [
      'https://api.telegram.org/bot{digit:10}:{base64url:34}/getMe',
      'https://api.telegram.org/bot<token>/getMe',
      'https://api.telegram.org/bot{digit:10}/getMe',
    ],
  },
};
