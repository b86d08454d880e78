// B8: a token Secret is its ServiceAccount.
import type { Technique } from '../graph/rule-types.ts';
import { accountManifest } from './example-manifests.ts';

const token = (account: string, type = 'kubernetes.io/service-account-token'): string => `
apiVersion: v1
kind: Secret
metadata: { name: robot-token, namespace: shop, annotations: { kubernetes.io/service-account.name: ${account} } }
type: ${type}
---`;
const robot = accountManifest('robot');

export const b8: Technique = {
  id: 'B8',
  title: 'Use a token Secret',
  why: 'A Secret of type kubernetes.io/service-account-token holds a token of its ServiceAccount that does not expire.',
  fix: 'Delete the token Secret; use TokenRequest or a projected token, which expire.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets'],
  asks: {},
  rules: [{ type: 'relation', relation: 'tokenSecretOf', certainty: 'certain' }],
  explain: ({ from, to }) => ({ because: `${from} holds a token of ${to}`, conditions: [] }),
  examples: {
    exposed: [
      {
        name: 'a token Secret',
        manifests: robot + token('robot'),
        from: 'secret:shop/robot-token',
        to: 'serviceaccount:shop/robot',
        certainty: 'certain',
      },
      {
        name: 'of an account that the input does not hold',
        manifests: token('robot') + robot.replace('robot', 'other'),
        from: 'secret:shop/robot-token',
        to: 'serviceaccount:shop/robot',
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'of another account',
        manifests: robot + token('other'),
        from: 'secret:shop/robot-token',
        to: 'serviceaccount:shop/robot',
      },
      {
        name: 'the annotation alone makes no token',
        manifests: robot + token('robot', 'Opaque'),
        from: 'secret:shop/robot-token',
        to: 'serviceaccount:shop/robot',
      },
      {
        name: 'a token Secret of another account with the same name elsewhere',
        manifests: accountManifest('robot', 'web') + token('other'),
        from: 'secret:shop/robot-token',
        to: 'serviceaccount:web/robot',
      },
    ],
  },
};
