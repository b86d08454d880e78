// MaxMind license key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const maxmindLicenseKey: Detector = {
  id: 'maxmind-license-key',
  title: 'MaxMind license key',
  class: 'token',
  reference: 'https://dev.maxmind.com/license-key-format/',
  ...shaped({ shapes: ['{alnum:6}_{alnum:29}_mmk'] }),
  examples: {
    positive: [
      'maxmind_license_key: "«{alnum:6}_{alnum:29}_mmk»"',
      'helm upgrade app ./chart --set auth.maxmindLicenseKey=«{alnum:6}_{alnum:29}_mmk»',
      'curl -s -H "X-Auth-Token: «{alnum:6}_{alnum:29}_mmk»" https://api.internal/v1',
    ],
    negative: [
      'MAXMIND_LICENSE_KEY={alnum:6}_{alnum:28}_mmk',
      'MAXMIND_LICENSE_KEY={alnum:5}_{alnum:29}_mmk',
      'maxmind_license_key: {alnum:6}_xxxxxxxxxxxxxxxxxxxxxxxxxxxxx_mmk',
    ],
  },
};
