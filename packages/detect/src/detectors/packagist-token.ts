// Private Packagist authentication token.
import type { Detector } from '../formats/detector.ts';
import { endsInCrc32InHex } from '../formats/crc32.ts';
import { shaped } from '../formats/shaped.ts';

/** A random part of 60 digits, and the CRC-32 of prefix and random part in eight. */
export const packagistToken: Detector = {
  id: 'packagist-token',
  title: 'Private Packagist authentication token',
  class: 'token',
  reference: 'https://packagist.com/docs/composer-authentication',
  ...shaped({
    shapes: ['packagist_ort_{hex:68}', 'packagist_out_{hex:68}', 'packagist_uut_{hex:68}'],
    check: endsInCrc32InHex,
  }),
  examples: {
    positive: [
      'COMPOSER_AUTH={"http-basic":{"repo.packagist.com":{"username":"token","password":"«{crc32|packagist_ort_{hex:60}|}»"}}}',
      'composer config http-basic.repo.packagist.com token «{crc32|packagist_out_{hex:60}|}»',
      'packagist_token: «{crc32|packagist_uut_{hex:60}|}»',
    ],
    negative: [
      'packagist_token: packagist_ort_{hex:67}',
      'packagist_token: packagist_ort_{hex:68}',
      'packagist_token: packagist_xxt_{hex:68}',
    ],
  },
};
