// Midtrans server key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const midtransServerKey: Detector = {
  id: 'midtrans-server-key',
  title: 'Midtrans server key',
  class: 'token',
  reference: 'https://docs.midtrans.com/docs/midtrans-account',
  ...shaped({ shapes: ['Mid-server-{base64url:24}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"MIDTRANS_SERVER_KEY","value":"«Mid-server-{base64url:24}»"}]}',
      'const midtransServerKey = "«Mid-server-{base64url:24}»";',
      '{"midtrans_server_key":"«Mid-server-{base64url:24}»","retries":3}',
    ],
    negative: [
      'export MIDTRANS_SERVER_KEY=Mid-server-{base64url:23}',
      'midtrans_server_key: Mid-server-xxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xMid-server-{base64url:24}',
    ],
  },
};
