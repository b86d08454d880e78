// Password in an MQTT URL.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const mqttUrlPassword: Detector = {
  id: 'mqtt-url-password',
  title: 'Password in an MQTT URL',
  class: 'connection-string',
  reference: 'https://github.com/mqtt/mqtt.org/wiki/URI-Scheme',
  ...urlPassword(['mqtt', 'mqtts']),
  examples: {
    positive: [
      'MQTT_URL=mqtt://app:«{alnum:16}»@db.internal:1883',
      '{"url":"mqtts://svc:«{alnum:11}!{digit:2}»@10.0.0.9:1883"}',
      'error: cannot reach mqtt://root:«{alnum:24}»@db-0.db.svc:1883',
    ],
    negative: [
      'MQTT_URL=mqtt://db.internal:1883',
      'MQTT_URL=mqtts://app:${DB_PASSWORD}@db.internal:1883',
      'see mqtt://user:password@host',
      'xmqtt://app:{alnum:16}@db.internal',
    ],
  },
};
