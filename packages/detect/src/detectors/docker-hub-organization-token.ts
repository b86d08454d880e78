// Docker Hub organization access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const dockerHubOrganizationToken: Detector = {
  id: 'docker-hub-organization-token',
  title: 'Docker Hub organization access token',
  class: 'token',
  reference: 'https://docs.docker.com/enterprise/security/access-tokens/',
  ...shaped({ shapes: ['dckr_oat_{base64url:27-40}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «dckr_oat_{base64url:27-40}»',
      '{"env":[{"name":"DOCKERHUB_ORG_TOKEN","value":"«dckr_oat_{base64url:27-40}»"}]}',
      'const dockerhubOrgToken = "«dckr_oat_{base64url:27-40}»";',
    ],
    negative: [
      'export DOCKERHUB_ORG_TOKEN=dckr_oat_{base64url:26}',
      'dockerhub_org_token: dckr_oat_xxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xdckr_oat_{base64url:27-40}',
    ],
  },
};
