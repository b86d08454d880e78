// Azure DevOps personal access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const azureDevopsToken: Detector = {
  id: 'azure-devops-token',
  title: 'Azure DevOps personal access token',
  class: 'token',
  reference:
    'https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
  ...shaped({ shapes: ['{alnum:76}AZDO{alnum:4}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «{alnum:76}AZDO{alnum:4}»',
      '{"env":[{"name":"AZURE_DEVOPS_EXT_PAT","value":"«{alnum:76}AZDO{alnum:4}»"}]}',
      'const azureDevopsExtPat = "«{alnum:76}AZDO{alnum:4}»";',
    ],
    negative: [
      'export AZURE_DEVOPS_EXT_PAT={alnum:76}AZDO{alnum:3}',
      'azure_devops_ext_pat: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxAZDO{alnum:4}',
      '{"azure_devops_ext_pat":"{alnum:38}!{alnum:37}AZDO{alnum:4}"}',
    ],
  },
};
