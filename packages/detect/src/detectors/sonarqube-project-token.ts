// SonarQube project analysis token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const sonarqubeProjectToken: Detector = {
  id: 'sonarqube-project-token',
  title: 'SonarQube project analysis token',
  class: 'token',
  reference: 'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/',
  ...shaped({ shapes: ['sqp_{hex:40}'] }),
  examples: {
    positive: [
      'export SONAR_TOKEN=«sqp_{hex:40}»',
      'level=error msg="call refused" sonar_token=«sqp_{hex:40}» status=401',
      "SONAR_TOKEN='«sqp_{hex:40}»' ./run.sh",
    ],
    negative: [
      'export SONAR_TOKEN=sqp_{hex:39}',
      'sonar_token: sqp_0000000000000000000000000000000000000000',
      '{"sonar_token":"sqp_{hex:20}!{hex:19}"}',
    ],
  },
};
