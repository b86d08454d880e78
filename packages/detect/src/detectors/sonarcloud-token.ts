// SonarQube Cloud token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const sonarcloudToken: Detector = {
  id: 'sonarcloud-token',
  title: 'SonarQube Cloud token',
  class: 'token',
  reference: 'https://docs.sonarsource.com/sonarqube-cloud/managing-your-account/managing-tokens/',
  ...named({ names: ['sonar token', 'sonar login', 'sonarcloud'], shapes: ['{hex:40}'], words: ['token', 'login'] }),
  examples: {
    positive: [
      '<add key="sonarToken" value="«{hex:40}»" />',
      '{"sonarcloud_token":"«{hex:40}»","retries":3}',
      "SONAR_TOKEN='«{hex:40}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={hex:40}',
      'export SONAR_TOKEN={hex:39}',
      'sonar_token: 0000000000000000000000000000000000000000',
      'sonar token sonar build {hex:40} done',
    ],
  },
};
