// Binance API or secret key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const binanceApiSecret: Detector = {
  id: 'binance-api-secret',
  title: 'Binance API or secret key',
  class: 'token',
  reference: 'https://developers.binance.com/docs/binance-spot-api-docs/rest-api',
  ...named({ names: ['binance'], shapes: ['{alnum:64}'] }),
  examples: {
    positive: [
      'const binanceApiSecret = "«{alnum:64}»";',
      'export BINANCE_API_KEY=«{alnum:64}»',
      'level=error msg="call refused" binance_api_secret=«{alnum:64}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:64}',
      'export BINANCE_API_SECRET={alnum:63}',
      'binance_api_secret: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"binance_api_secret":"{alnum:32}!{alnum:31}"}',
    ],
  },
};
