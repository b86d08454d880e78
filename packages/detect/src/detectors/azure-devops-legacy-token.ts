// Azure DevOps personal access token of 52 characters.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const azureDevopsLegacyToken: Detector = {
  id: 'azure-devops-legacy-token',
  title: 'Azure DevOps personal access token of 52 characters',
  class: 'token',
  reference:
    'https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
  ...named({
    names: ['azure devops', 'system accesstoken', 'ado pat', 'vsts'],
    shapes: ['{lowernum:52}'],
    words: ['token', 'pat', 'key', 'password'],
  }),
  examples: {
    positive: [
      'level=error msg="call refused" azure_devops_ext_pat=«{lowernum:52}» status=401',
      'const azureDevopsToken = "«{lowernum:52}»";',
      'export AZURE_DEVOPS_EXT_PAT=«{lowernum:52}»',
    ],
    negative: [
      'export BILLING_API_KEY={lowernum:52}',
      'export AZURE_DEVOPS_EXT_PAT={lowernum:51}',
      'azure_devops_ext_pat: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"azure_devops_ext_pat":"{lowernum:26}!{lowernum:25}"}',
    ],
  },
};
