// PagerDuty integration key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const pagerdutyRoutingKey: Detector = {
  id: 'pagerduty-routing-key',
  title: 'PagerDuty integration key',
  class: 'token',
  reference: 'https://developer.pagerduty.com/docs/events-api-v2/overview/',
  ...named({ names: ['pagerduty', 'pd routing'], shapes: ['{lowernum:32}'] }),
  examples: {
    positive: [
      '{"pagerduty_routing_key":"«{lowernum:32}»","retries":3}',
      "PAGERDUTY_INTEGRATION_KEY='«{lowernum:32}»' ./run.sh",
      '<add key="pdRoutingKey" value="«{lowernum:32}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={lowernum:32}',
      'export PAGERDUTY_ROUTING_KEY={lowernum:31}',
      'pagerduty_routing_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"pagerduty_routing_key":"{lowernum:16}!{lowernum:15}"}',
    ],
  },
};
