// Heroku API key without prefix.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const herokuLegacyApiKey: Detector = {
  id: 'heroku-legacy-api-key',
  title: 'Heroku API key without prefix',
  class: 'token',
  reference: 'https://devcenter.heroku.com/articles/authentication',
  ...named({ names: ['heroku'], shapes: ['{uuid}'] }),
  examples: {
    positive: [
      "HEROKU_API_KEY='«{uuid}»' ./run.sh",
      '<add key="herokuAuthToken" value="«{uuid}»" />',
      '{"heroku_api_key":"«{uuid}»","retries":3}',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export HEROKU_API_KEY={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'heroku_api_key: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      'heroku heroku build {uuid} done',
    ],
  },
};
