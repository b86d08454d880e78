// WakaTime API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const wakatimeApiKey: Detector = {
  id: 'wakatime-api-key',
  title: 'WakaTime API key',
  class: 'token',
  reference: 'https://wakatime.com/developers#authentication',
  ...shaped({ shapes: ['waka_{uuid}'] }),
  examples: {
    positive: [
      'export WAKATIME_API_KEY=«waka_{uuid}»',
      'level=error msg="call refused" wakatime_api_key=«waka_{uuid}» status=401',
      "WAKATIME_API_KEY='«waka_{uuid}»' ./run.sh",
    ],
    negative: [
      'export WAKATIME_API_KEY=waka_{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'wakatime_api_key: waka_xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      '{"wakatime_api_key":"waka_{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:6}!{hexany:5}"}',
    ],
  },
};
