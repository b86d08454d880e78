// New Relic license key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const newRelicLicenseKey: Detector = {
  id: 'new-relic-license-key',
  title: 'New Relic license key',
  class: 'token',
  reference: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  ...shaped({ shapes: ['{lowernum:36}NRAL'] }),
  examples: {
    positive: [
      '<add key="newRelicLicenseKey" value="«{lowernum:36}NRAL»" />',
      'new_relic_license_key: "«{lowernum:36}NRAL»"',
      'helm upgrade app ./chart --set auth.newRelicLicenseKey=«{lowernum:36}NRAL»',
    ],
    negative: [
      'export NEW_RELIC_LICENSE_KEY={lowernum:35}NRAL',
      'new_relic_license_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxNRAL',
      'see id={lowernum:36}NRAL0',
    ],
  },
};
