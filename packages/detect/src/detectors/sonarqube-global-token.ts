// SonarQube global analysis token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const sonarqubeGlobalToken: Detector = {
  id: 'sonarqube-global-token',
  title: 'SonarQube global analysis token',
  class: 'token',
  reference: 'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/',
  ...shaped({ shapes: ['sqa_{hex:40}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.sonarToken=«sqa_{hex:40}»',
      'curl -s -H "X-Auth-Token: «sqa_{hex:40}»" https://api.internal/v1',
      '<add key="sonarToken" value="«sqa_{hex:40}»" />',
    ],
    negative: [
      'export SONAR_TOKEN=sqa_{hex:39}',
      'sonar_token: sqa_0123456789abcdef0123456789abcdef01234567',
      'sonar_token=sqa_{hex:41}',
    ],
  },
};
