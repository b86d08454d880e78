// Azure Container Registry admin password.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const azureContainerRegistryPassword: Detector = {
  id: 'azure-container-registry-password',
  title: 'Azure Container Registry admin password',
  class: 'password',
  reference: 'https://learn.microsoft.com/en-us/azure/container-registry/container-registry-authentication',
  ...shaped({ shapes: ['{base64:42}+ACR{base64:6}'] }),
  examples: {
    positive: [
      'docker login registry.azurecr.io -u registry -p «{alnum:42}+ACR{alnum:6}»',
      'ACR_PASSWORD="«{alnum:42}+ACR{alnum:6}»"',
      '{"password":"«{alnum:42}+ACR{alnum:6}»"}',
    ],
    negative: [
      'ACR_PASSWORD={alnum:41}+ACR{alnum:6}',
      'ACR_PASSWORD={alnum:42}+ACR{alnum:5}',
      'ACR_PASSWORD=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx+ACR{alnum:6}',
    ],
  },
};
