// Infura project id or secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const infuraProjectSecret: Detector = {
  id: 'infura-project-secret',
  title: 'Infura project id or secret',
  class: 'token',
  reference: 'https://docs.metamask.io/services/get-started/endpoints/',
  ...named({ names: ['infura'], shapes: ['{hex:32}'] }),
  examples: {
    positive: [
      'infura.project.secret = «{hex:32}»',
      'infura_api_key: "«{hex:32}»"',
      '{"env":[{"name":"INFURA_PROJECT_SECRET","value":"«{hex:32}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export INFURA_PROJECT_SECRET={hex:31}',
      'infura_project_secret: 0123456789abcdef0123456789abcdef',
      '{"infura_project_secret":"{hex:16}!{hex:15}"}',
    ],
  },
};
