// SonarQube user token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const sonarqubeUserToken: Detector = {
  id: 'sonarqube-user-token',
  title: 'SonarQube user token',
  class: 'token',
  reference: 'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/',
  ...shaped({ shapes: ['squ_{hex:40}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"SONAR_TOKEN","value":"«squ_{hex:40}»"}]}',
      'const sonarToken = "«squ_{hex:40}»";',
      '{"sonar_token":"«squ_{hex:40}»","retries":3}',
    ],
    negative: [
      'export SONAR_TOKEN=squ_{hex:39}',
      'sonar_token: squ_0123456789abcdef0123456789abcdef01234567',
      'see id=xsqu_{hex:40}',
    ],
  },
};
