// UptimeRobot main API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const uptimerobotApiKey: Detector = {
  id: 'uptimerobot-api-key',
  title: 'UptimeRobot main API key',
  class: 'token',
  reference: 'https://uptimerobot.com/api/',
  ...named({ names: ['uptimerobot', 'uptime robot'], shapes: ['u{digit:5-8}-{hex:24}', 'ur{digit:5-8}-{hex:24}'] }),
  examples: {
    positive: [
      "UPTIMEROBOT_API_KEY='«u{digit:5-8}-{hex:24}»' ./run.sh",
      '<add key="uptimerobotApiKey" value="«ur{digit:5-8}-{hex:24}»" />',
      '{"uptimerobot_api_key":"«u{digit:5-8}-{hex:24}»","retries":3}',
    ],
    negative: [
      'export BILLING_API_KEY=u{digit:5-8}-{hex:24}',
      'export UPTIMEROBOT_API_KEY=u{digit:5-8}-{hex:23}',
      'uptimerobot_api_key: u{digit:5-8}-000000000000000000000000',
      'uptimerobot uptimerobot build u{digit:5-8}-{hex:24} done',
    ],
  },
};
