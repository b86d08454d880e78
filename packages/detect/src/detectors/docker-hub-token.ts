// Docker Hub personal access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const dockerHubToken: Detector = {
  id: 'docker-hub-token',
  title: 'Docker Hub personal access token',
  class: 'token',
  reference: 'https://docs.docker.com/security/access-tokens/',
  ...shaped({ shapes: ['dckr_pat_{base64url:27}'] }),
  examples: {
    positive: [
      '<add key="dockerhubToken" value="«dckr_pat_{base64url:27}»" />',
      'dockerhub_token: "«dckr_pat_{base64url:27}»"',
      'helm upgrade app ./chart --set auth.dockerhubToken=«dckr_pat_{base64url:27}»',
    ],
    negative: [
      'export DOCKERHUB_TOKEN=dckr_pat_{base64url:26}',
      'dockerhub_token: dckr_pat_xxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'dockerhub_token=dckr_pat_{base64url:28}',
    ],
  },
};
