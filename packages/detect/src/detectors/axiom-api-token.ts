// Axiom API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const axiomApiToken: Detector = {
  id: 'axiom-api-token',
  title: 'Axiom API token',
  class: 'token',
  reference: 'https://axiom.co/docs/reference/tokens',
  ...shaped({ shapes: ['xaat-{uuid}', 'xapt-{uuid}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"AXIOM_TOKEN","value":"«xaat-{uuid}»"}]}',
      'const axiomToken = "«xapt-{uuid}»";',
      '{"axiom_token":"«xaat-{uuid}»","retries":3}',
    ],
    negative: [
      'export AXIOM_TOKEN=xapt-{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'axiom_token: xaat-00000000-0000-0000-0000-000000000000',
      'see id=xxaat-{uuid}',
    ],
  },
};
