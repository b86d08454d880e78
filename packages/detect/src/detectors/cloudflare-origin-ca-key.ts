// Cloudflare origin CA key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const cloudflareOriginCaKey: Detector = {
  id: 'cloudflare-origin-ca-key',
  title: 'Cloudflare origin CA key',
  class: 'token',
  reference: 'https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/',
  ...shaped({ shapes: ['v1.0-{hex:24}-{hex:146}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «v1.0-{hex:24}-{hex:146}»',
      '{"env":[{"name":"CLOUDFLARE_ORIGIN_CA_KEY","value":"«v1.0-{hex:24}-{hex:146}»"}]}',
      'const cloudflareOriginCaKey = "«v1.0-{hex:24}-{hex:146}»";',
    ],
    negative: [
      'export CLOUDFLARE_ORIGIN_CA_KEY=v1.0-{hex:24}-{hex:145}',
      'cloudflare_origin_ca_key: v1.0-{hex:24}-00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
      '{"cloudflare_origin_ca_key":"v1.0-{hex:24}-{hex:73}!{hex:72}"}',
    ],
  },
};
