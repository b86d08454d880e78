// Mapbox secret access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const mapboxSecretToken: Detector = {
  id: 'mapbox-secret-token',
  title: 'Mapbox secret access token',
  class: 'token',
  reference: 'https://docs.mapbox.com/accounts/guides/tokens/',
  ...shaped({ shapes: ['sk.eyJ{base64url:50-200}.{base64url:22}'] }),
  examples: {
    positive: [
      "MAPBOX_SECRET_TOKEN='«sk.eyJ{base64url:80}.{base64url:22}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «sk.eyJ{base64url:80}.{base64url:22}»',
      'export MAPBOX_SECRET_TOKEN=«sk.eyJ{base64url:80}.{base64url:22}»',
    ],
    negative: [
      'export MAPBOX_SECRET_TOKEN=sk.eyJ{base64url:50-200}.{base64url:21}',
      'mapbox_secret_token: sk.eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.{base64url:22}',
      '{"mapbox_secret_token":"sk.eyJ{base64url:25}!{base64url:24}.{base64url:22}"}',
    ],
  },
};
