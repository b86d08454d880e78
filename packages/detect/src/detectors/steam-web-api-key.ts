// Steam Web API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const steamWebApiKey: Detector = {
  id: 'steam-web-api-key',
  title: 'Steam Web API key',
  class: 'token',
  reference: 'https://partner.steamgames.com/doc/webapi_overview/auth',
  ...named({ names: ['steam'], shapes: ['{hexupper:32}'] }),
  examples: {
    positive: [
      'const steamApiKey = "«{hexupper:32}»";',
      'export STEAM_WEB_API_KEY=«{hexupper:32}»',
      'level=error msg="call refused" steam_api_key=«{hexupper:32}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={hexupper:32}',
      'export STEAM_API_KEY={hexupper:31}',
      'steam_api_key: 0123456789ABCDEF0123456789ABCDEF',
      'steam steam build {hexupper:32} done',
    ],
  },
};
