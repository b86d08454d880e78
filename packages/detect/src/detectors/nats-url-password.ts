// Password in a NATS URL.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const natsUrlPassword: Detector = {
  id: 'nats-url-password',
  title: 'Password in a NATS URL',
  class: 'connection-string',
  reference: 'https://docs.nats.io/using-nats/developer/connecting/userpass',
  ...urlPassword(['nats']),
  examples: {
    positive: [
      'NATS_URL=nats://app:«{alnum:16}»@db.internal:4222',
      '{"url":"nats://svc:«{alnum:11}!{digit:2}»@10.0.0.9:4222"}',
      'error: cannot reach nats://root:«{alnum:24}»@db-0.db.svc:4222',
    ],
    negative: [
      'NATS_URL=nats://db.internal:4222',
      'NATS_URL=nats://app:${DB_PASSWORD}@db.internal:4222',
      'see nats://user:password@host',
      'xnats://app:{alnum:16}@db.internal',
    ],
  },
};
