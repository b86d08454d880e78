// LaunchDarkly server-side SDK key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const launchdarklySdkKey: Detector = {
  id: 'launchdarkly-sdk-key',
  title: 'LaunchDarkly server-side SDK key',
  class: 'token',
  reference: 'https://launchdarkly.com/docs/home/account/environment/keys',
  ...shaped({ shapes: ['sdk-{uuid}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «sdk-{uuid}»',
      '{"env":[{"name":"LAUNCHDARKLY_SDK_KEY","value":"«sdk-{uuid}»"}]}',
      'const launchdarklySdkKey = "«sdk-{uuid}»";',
    ],
    negative: [
      'export LAUNCHDARKLY_SDK_KEY=sdk-{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'launchdarkly_sdk_key: sdk-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      'see id=xsdk-{uuid}',
    ],
  },
};
