// Takes a subject out of a binding; the whole binding when it was the only one.
import { objectId } from '../facts/object-id.ts';
import { NO_DOCUMENT } from '../facts/object.ts';
import type { BindingFact } from '../facts/rbac.ts';
import type { Proposal } from './proposal.ts';

/** `undefined` for a binding that stands in no document. */
export function unbindSubject(binding: BindingFact, index: number): Proposal | undefined {
  const subject = binding.subjects.find((candidate) => candidate.index === index);
  if (binding.document === NO_DOCUMENT || subject === undefined) return undefined;
  const isOnly = binding.subjects.length === 1;
  const target = objectId(binding);
  const kind = binding.namespace === '' ? 'clusterrolebinding' : 'rolebinding';
  const where = binding.namespace === '' ? '' : ` -n ${binding.namespace}`;
  const summary = isOnly ? `no ${target}` : `${target} without ${subject.kind} ${subject.name}`;
  return {
    object: binding,
    pointer: `/subjects/${index}`,
    fix: {
      summary,
      ...(isOnly
        ? { commands: [`kubectl delete ${kind} ${binding.name}${where}`] }
        : { patch: { type: 'json', target, body: [{ op: 'remove', path: `/subjects/${index}` }] } }),
    },
    apply: (facts) => ({
      ...facts,
      bindings: facts.bindings.flatMap((other) => {
        if (
          other.objectKind !== binding.objectKind ||
          other.namespace !== binding.namespace ||
          other.name !== binding.name
        )
          return [other];
        const subjects = other.subjects.filter((candidate) => candidate.index !== index);
        return subjects.length === 0 ? [] : [{ ...other, subjects }];
      }),
    }),
  };
}
