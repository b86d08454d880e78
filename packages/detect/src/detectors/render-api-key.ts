// Render API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const renderApiKey: Detector = {
  id: 'render-api-key',
  title: 'Render API key',
  class: 'token',
  reference: 'https://render.com/docs/api',
  ...shaped({ shapes: ['rnd_{alnum:28}'] }),
  examples: {
    positive: [
      "RENDER_API_KEY='«rnd_{alnum:28}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «rnd_{alnum:28}»',
      'export RENDER_API_KEY=«rnd_{alnum:28}»',
    ],
    negative: [
      'export RENDER_API_KEY=rnd_{alnum:27}',
      'render_api_key: rnd_xxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"render_api_key":"rnd_{alnum:14}!{alnum:13}"}',
    ],
  },
};
