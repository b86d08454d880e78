// OpenWeather API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const openweatherApiKey: Detector = {
  id: 'openweather-api-key',
  title: 'OpenWeather API key',
  class: 'token',
  reference: 'https://openweathermap.org/appid',
  ...named({ names: ['openweather', 'owm api'], shapes: ['{hex:32}'] }),
  examples: {
    positive: [
      'const openweatherApiKey = "«{hex:32}»";',
      'export OWM_API_KEY=«{hex:32}»',
      'level=error msg="call refused" openweather_api_key=«{hex:32}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export OPENWEATHER_API_KEY={hex:31}',
      'openweather_api_key: 00000000000000000000000000000000',
      'openweather openweather build {hex:32} done',
    ],
  },
};
