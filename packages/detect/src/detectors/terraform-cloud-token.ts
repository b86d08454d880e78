// HCP Terraform API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const terraformCloudToken: Detector = {
  id: 'terraform-cloud-token',
  title: 'HCP Terraform API token',
  class: 'token',
  reference: 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
  ...shaped({ shapes: ['{alnum:14}.atlasv1.{base64url:60-70}'] }),
  examples: {
    positive: [
      'const tfeToken = "«{alnum:14}.atlasv1.{base64url:67}»";',
      '{"tfe_token":"«{alnum:14}.atlasv1.{base64url:67}»","retries":3}',
      'Authorization: Bearer «{alnum:14}.atlasv1.{base64url:67}»',
    ],
    negative: [
      'TFE_TOKEN={alnum:13}.atlasv1.{base64url:67}',
      'TFE_TOKEN={alnum:14}.atlasv1.{base64url:59}',
      'TFE_TOKEN={alnum:14}.atlasv1.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
};
