// Secrets that are identities by their type: bootstrap tokens, which are users of a group.
import type { SecretFact } from '../../facts/secret.ts';
import type { Relation } from './relation.ts';

const BOOTSTRAP_TYPE = 'bootstrap.kubernetes.io/token';
const BOOTSTRAP_NAMESPACE = 'kube-system';
const EVERY_TOKEN = 'group:system:bootstrappers';
const EXTRA_GROUPS = 'auth-extra-groups';
const USAGE = 'usage-bootstrap-authentication';

/**
 * A token authenticates only from kube-system, under its own name, and when a key says so. Keys are not held against it when
 * the input lists none: the data may have been left out.
 * https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/
 */
function authenticates(secret: SecretFact | undefined): secret is SecretFact {
  if (secret?.type !== BOOTSTRAP_TYPE || secret.namespace !== BOOTSTRAP_NAMESPACE) return false;
  return secret.name.startsWith('bootstrap-token-') && (secret.keys.length === 0 || hasKey(secret, USAGE));
}

function hasKey({ keys }: SecretFact, key: string): boolean {
  return keys.some(({ name }) => name === key);
}

export const bootstrapTokenOf: Relation = {
  name: 'bootstrapTokenOf',
  pairs(nodes, emit) {
    const extra = nodes.world.principals.filter(({ id }) => id.startsWith(`${EVERY_TOKEN}:`));
    nodes.world.secrets.items.forEach(({ fact }, index) => {
      if (!authenticates(fact)) return;
      emit(nodes.secret[index], nodes.identityOf(EVERY_TOKEN));
      if (fact.keys.length > 0 && !hasKey(fact, EXTRA_GROUPS)) return;
      for (const { id } of extra) emit(nodes.secret[index], nodes.identityOf(id));
    });
  },
  cite(world, { from }) {
    const secret = world.secrets.items.find((entity) => entity.id === from)?.fact;
    if (!authenticates(secret)) return undefined;
    return { evidence: [{ object: secret, pointer: '/type' }], objects: [secret], namespace: secret.namespace };
  },
};
