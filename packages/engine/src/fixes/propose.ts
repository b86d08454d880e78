// Proposes changes that end a path, each verified by running the engine on the facts with the change made.
import { analyse } from '../analysis/analyse.ts';
import type { Facts } from '../facts/facts.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { BindingFact, RoleFact } from '../facts/rbac.ts';
import type { ProvedPath, ProvedStep } from '../graph/prove.ts';
import type { Citation } from '../graph/rule-types.ts';
import { narrowRule } from './narrow-rule.ts';
import type { Proposal } from './proposal.ts';
import { unbindSubject } from './unbind-subject.ts';

/** Proposals for one path that are tried on the engine; more steps than this are rare and their fixes weaker. */
const PROPOSALS_TRIED = 8;

/** Changes after which `path.from` no longer reaches `path.to`, the least first. */
export function proposeFixes(facts: Facts, path: ProvedPath): Proposal[] {
  const candidates = path.steps.toReversed().flatMap(proposalsFor);
  return distinct(candidates)
    .slice(0, PROPOSALS_TRIED)
    .filter((proposal) => ends(proposal.apply(facts), path));
}

/** Changes to the objects that a step cites: the rule, else the subject of the binding. */
export function proposalsFor(step: ProvedStep): Proposal[] {
  const narrowed = step.evidence.flatMap((citation) => narrowedBy(citation, step) ?? []);
  const unbound = step.evidence.flatMap((citation) => unboundBy(citation) ?? []);
  return [...narrowed, ...unbound];
}

function narrowedBy({ object, pointer }: Citation, { request }: ProvedStep): Proposal | undefined {
  const index = /^\/rules\/(\d+)$/.exec(pointer ?? '')?.[1];
  return index === undefined || request === undefined || !isRole(object)
    ? undefined
    : narrowRule(object, Number(index), request);
}

function unboundBy({ object, pointer }: Citation): Proposal | undefined {
  const index = /^\/subjects\/(\d+)$/.exec(pointer ?? '')?.[1];
  return index === undefined || !isBinding(object) ? undefined : unbindSubject(object, Number(index));
}

function isRole(object: ObjectFact): object is RoleFact {
  return 'kind' in object && object.kind === 'role';
}

function isBinding(object: ObjectFact): object is BindingFact {
  return 'kind' in object && object.kind === 'binding';
}

function ends(facts: Facts, { from, to }: ProvedPath): boolean {
  const exposure = analyse(facts, { askedSecrets: [to] });
  const node = exposure.targetNode(to);
  return node === undefined || !exposure.readersOf(node, to).some(({ id }) => id === from);
}

function distinct(proposals: readonly Proposal[]): Proposal[] {
  const seen = new Set<string>();
  return proposals.filter(({ fix }) => {
    const isNew = !seen.has(fix.summary);
    seen.add(fix.summary);
    return isNew;
  });
}
