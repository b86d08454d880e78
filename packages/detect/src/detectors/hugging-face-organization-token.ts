// Hugging Face organization API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const huggingFaceOrganizationToken: Detector = {
  id: 'hugging-face-organization-token',
  title: 'Hugging Face organization API token',
  class: 'token',
  reference: 'https://huggingface.co/docs/hub/security-tokens',
  ...shaped({ shapes: ['api_org_{alpha:34}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"HF_ORG_TOKEN","value":"«api_org_{alpha:34}»"}]}',
      'const hfOrgToken = "«api_org_{alpha:34}»";',
      '{"hf_org_token":"«api_org_{alpha:34}»","retries":3}',
    ],
    negative: [
      'export HF_ORG_TOKEN=api_org_{alpha:33}',
      'hf_org_token: api_org_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xapi_org_{alpha:34}',
    ],
  },
};
