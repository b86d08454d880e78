// Password in an AMQP URI.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const amqpUrlPassword: Detector = {
  id: 'amqp-url-password',
  title: 'Password in an AMQP URI',
  class: 'connection-string',
  reference: 'https://www.rabbitmq.com/docs/uri-spec',
  ...urlPassword(['amqp', 'amqps']),
  examples: {
    positive: [
      'AMQP_URL=amqp://app:«{alnum:16}»@db.internal:5672/orders',
      '{"url":"amqps://svc:«{alnum:11}!{digit:2}»@10.0.0.9:5672/orders"}',
      'error: cannot reach amqp://root:«{alnum:24}»@db-0.db.svc:5672/orders',
    ],
    negative: [
      'AMQP_URL=amqp://db.internal:5672/orders',
      'AMQP_URL=amqps://app:${DB_PASSWORD}@db.internal:5672/orders',
      'see amqp://user:password@host/orders',
      'xamqp://app:{alnum:16}@db.internal/orders',
    ],
  },
};
