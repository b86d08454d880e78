// Secrets that are identities: the token of a ServiceAccount.
import { ACCOUNT_ANNOTATION, TOKEN_TYPE } from '../principals.ts';
import type { Relation } from './relation.ts';

export const tokenSecretOf: Relation = {
  name: 'tokenSecretOf',
  pairs(nodes, emit) {
    nodes.world.secrets.items.forEach(({ fact }, index) => {
      const account = fact?.type === TOKEN_TYPE ? fact.annotations.get(ACCOUNT_ANNOTATION) : undefined;
      if (account !== undefined) emit(nodes.secret[index], nodes.account(fact?.namespace as string, account));
    });
  },
  cite(world, { from }) {
    const secret = world.secrets.items.find((entity) => entity.id === from)?.fact;
    if (secret === undefined) return undefined;
    return {
      evidence: [
        { object: secret, pointer: '/type' },
        { object: secret, pointer: '/metadata/annotations/kubernetes.io~1service-account.name' },
      ],
      objects: [secret],
      namespace: secret.namespace,
    };
  },
};
