// Secrets that hold copies of other Secrets: the revisions of a Helm release.
import type { SecretCopyFact, SecretFact } from '../../facts/secret.ts';
import type { World } from '../world.ts';
import type { Relation } from './relation.ts';

function secretFact({ secrets }: World, namespace: string, name: string): SecretFact | undefined {
  const index = secrets.find(namespace, name);
  return index === undefined ? undefined : secrets.items[index]?.fact;
}

/** Helm writes no revision without this key. */
function holdsRelease(secret: SecretFact | undefined): boolean {
  return secret?.keysUnknown === true || secret?.keys.some(({ name }) => name === 'release') === true;
}

/** Revisions that hold what they rendered; one whose data was left out of the input shows nothing. */
function releaseCopies(world: World): readonly SecretCopyFact[] {
  return world.facts.secretCopies.filter(
    ({ holder, resource }) =>
      holder.group === '' && resource === 'secrets' && holdsRelease(secretFact(world, holder.namespace, holder.name)),
  );
}

export const releaseHoldsSecret: Relation = {
  name: 'releaseHoldsSecret',
  pairs(nodes, emit) {
    for (const { holder, secretNamespace, secretName } of releaseCopies(nodes.world)) {
      emit(nodes.secretNamed(holder.namespace, holder.name), nodes.secretNamed(secretNamespace, secretName));
    }
  },
  cite(world, { from, to }) {
    const copy = releaseCopies(world).find(
      ({ holder, secretNamespace, secretName }) =>
        `secret:${holder.namespace}/${holder.name}` === from && `secret:${secretNamespace}/${secretName}` === to,
    );
    if (copy === undefined) return undefined;
    const { holder, pointer } = copy;
    const object = secretFact(world, copy.secretNamespace, copy.secretName);
    const made = object === undefined ? [] : [{ object, pointer: '/metadata/annotations/meta.helm.sh~1release-name' }];
    return { evidence: [{ object: holder, pointer }, ...made], objects: [holder], namespace: holder.namespace };
  },
};
