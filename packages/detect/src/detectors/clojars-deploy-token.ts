// Clojars deploy token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const clojarsDeployToken: Detector = {
  id: 'clojars-deploy-token',
  title: 'Clojars deploy token',
  class: 'token',
  reference: 'https://github.com/clojars/clojars-web/wiki/Deploy-Tokens',
  ...shaped({ shapes: ['CLOJARS_{hex:60}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.clojarsPassword=«CLOJARS_{hex:60}»',
      'curl -s -H "X-Auth-Token: «CLOJARS_{hex:60}»" https://api.internal/v1',
      '<add key="clojarsPassword" value="«CLOJARS_{hex:60}»" />',
    ],
    negative: [
      'export CLOJARS_PASSWORD=CLOJARS_{hex:59}',
      'clojars_password: CLOJARS_0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab',
      'clojars_password=CLOJARS_{hex:61}',
    ],
  },
};
