// InfluxDB API token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const influxdbToken: Detector = {
  id: 'influxdb-token',
  title: 'InfluxDB API token',
  class: 'token',
  reference: 'https://docs.influxdata.com/influxdb/v2/admin/tokens/',
  ...named({ names: ['influx'], shapes: ['{base64url:86}=='] }),
  examples: {
    positive: [
      'level=error msg="call refused" influx_token=«{base64url:86}==» status=401',
      'const influxdbToken = "«{base64url:86}==»";',
      'export INFLUX_TOKEN=«{base64url:86}==»',
    ],
    negative: [
      'export BILLING_API_KEY={base64url:86}==',
      'export INFLUX_TOKEN={base64url:85}==',
      'influx_token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx==',
      '{"influx_token":"{base64url:43}!{base64url:42}=="}',
    ],
  },
};
