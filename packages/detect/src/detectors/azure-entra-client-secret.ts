// Microsoft Entra application client secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const azureEntraClientSecret: Detector = {
  id: 'azure-entra-client-secret',
  title: 'Microsoft Entra application client secret',
  class: 'token',
  reference: 'https://learn.microsoft.com/en-us/entra/identity-platform/quickstart-register-app',
  ...named({
    names: ['azure client', 'arm client', 'entra client', 'client secret', 'clientsecret'],
    shapes: ['{tilde:3}7Q~{tilde:31}', '{tilde:3}8Q~{tilde:34}', '{tilde:3}8Q~{tilde:31}', '{tilde:3}7Q~{tilde:34}'],
    words: ['secret'],
  }),
  examples: {
    positive: [
      'export AZURE_CLIENT_SECRET=«{alnum:3}8Q~{alnum:12}_{alnum:7}.{alnum:13}»',
      'ARM_CLIENT_SECRET="«{alnum:3}8Q~{alnum:34}»"',
      '{"clientSecret":"«{alnum:3}7Q~{alnum:31}»"}',
    ],
    negative: [
      'export AZURE_CLIENT_SECRET={alnum:3}8Q~{alnum:20}',
      'export BILLING_KEY={alnum:3}8Q~{alnum:34}',
      'AZURE_CLIENT_SECRET={alnum:40}',
    ],
  },
};
