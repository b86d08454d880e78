// JFrog Artifactory API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const jfrogApiKey: Detector = {
  id: 'jfrog-api-key',
  title: 'JFrog Artifactory API key',
  class: 'token',
  reference: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/user-profile',
  ...shaped({ shapes: ['AKCp{alnum:69}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"ARTIFACTORY_API_KEY","value":"«AKCp{alnum:69}»"}]}',
      'const artifactoryApiKey = "«AKCp{alnum:69}»";',
      '{"artifactory_api_key":"«AKCp{alnum:69}»","retries":3}',
    ],
    negative: [
      'export ARTIFACTORY_API_KEY=AKCp{alnum:68}',
      'artifactory_api_key: AKCpxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xAKCp{alnum:69}',
    ],
  },
};
