// Frame.io developer token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const frameioToken: Detector = {
  id: 'frameio-token',
  title: 'Frame.io developer token',
  class: 'token',
  reference: 'https://developer.frame.io/docs/getting-started/authentication',
  ...shaped({ shapes: ['fio-u-{base64url:64}'] }),
  examples: {
    positive: [
      "FRAMEIO_TOKEN='«fio-u-{base64url:64}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «fio-u-{base64url:64}»',
      'export FRAMEIO_TOKEN=«fio-u-{base64url:64}»',
    ],
    negative: [
      'export FRAMEIO_TOKEN=fio-u-{base64url:63}',
      'frameio_token: fio-u-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"frameio_token":"fio-u-{base64url:32}!{base64url:31}"}',
    ],
  },
};
