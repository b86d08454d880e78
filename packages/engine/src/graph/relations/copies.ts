// Secrets that hold copies of other Secrets: the revisions of a Helm release.
import type { Relation } from './relation.ts';

export const releaseHoldsSecret: Relation = {
  name: 'releaseHoldsSecret',
  pairs(nodes, emit) {
    for (const { holder, resource, secretNamespace, secretName } of nodes.world.facts.secretCopies) {
      if (holder.group !== '' || resource !== 'secrets') continue;
      emit(nodes.secretNamed(holder.namespace, holder.name), nodes.secretNamed(secretNamespace, secretName));
    }
  },
  cite(world, { from, to }) {
    const copy = world.facts.secretCopies.find(
      ({ holder, secretNamespace, secretName }) =>
        `secret:${holder.namespace}/${holder.name}` === from && `secret:${secretNamespace}/${secretName}` === to,
    );
    if (copy === undefined) return undefined;
    const index = world.secrets.find(copy.secretNamespace, copy.secretName);
    const secret = index === undefined ? undefined : world.secrets.items[index]?.fact;
    const made =
      secret === undefined ? [] : [{ object: secret, pointer: '/metadata/annotations/meta.helm.sh~1release-name' }];
    return {
      evidence: [{ object: copy.holder, pointer: copy.pointer }, ...made],
      objects: [copy.holder],
      namespace: copy.holder.namespace,
    };
  },
};
