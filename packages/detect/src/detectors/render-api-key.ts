// Render API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const renderApiKey: Detector = {
  id: 'render-api-key',
  title: 'Render API key',
  class: 'token',
  reference: 'https://api-docs.render.com/reference/authentication',
  ...named({ names: ['render api', 'render key', 'render token'], shapes: ['rnd_{alnum:24-40}'] }),
  examples: {
    positive: [
      'export RENDER_API_KEY=«rnd_{alnum:24-40}»',
      'level=error msg="call refused" render_token=«rnd_{alnum:24-40}» status=401',
      'const renderApiKey = "«rnd_{alnum:24-40}»";',
    ],
    negative: [
      'export BILLING_API_KEY=rnd_{alnum:24-40}',
      'export RENDER_API_KEY=rnd_{alnum:23}',
      'render_api_key: rnd_xxxxxxxxxxxxxxxxxxxxxxxx',
      'render api render build rnd_{alnum:24-40} done',
    ],
  },
};
