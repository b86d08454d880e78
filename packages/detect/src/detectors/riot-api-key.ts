// Riot Games API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const riotApiKey: Detector = {
  id: 'riot-api-key',
  title: 'Riot Games API key',
  class: 'token',
  reference: 'https://developer.riotgames.com/docs/portal',
  ...shaped({ shapes: ['RGAPI-{uuid}'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «RGAPI-{uuid}»',
      'export RIOT_API_KEY=«RGAPI-{uuid}»',
      'level=error msg="call refused" riot_api_key=«RGAPI-{uuid}» status=401',
    ],
    negative: [
      'export RIOT_API_KEY=RGAPI-{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'riot_api_key: RGAPI-00000000-0000-0000-0000-000000000000',
      '{"riot_api_key":"RGAPI-{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:6}!{hexany:5}"}',
    ],
  },
};
