// Proposes changes that end a path, each verified by running the engine on the facts with the change made.
import { analyse } from '../analysis/analyse.ts';
import type { Analysed } from '../analysis/analyse.ts';
import type { Facts } from '../facts/facts.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { BindingFact, RoleFact } from '../facts/rbac.ts';
import type { Exposure } from '../graph/exposure.ts';
import type { ProvedPath, ProvedStep } from '../graph/prove.ts';
import type { Citation } from '../graph/rule-types.ts';
import { narrowRule } from './narrow-rule.ts';
import type { Proposal } from './proposal.ts';
import { unbindSubject } from './unbind-subject.ts';

/** Proposals for one path that are tried on the engine; more steps than this are rare and their fixes weaker. */
const PROPOSALS_TRIED = 8;

/** Changes that are needed together where no single one ends the path; a reader with more grants than this has a role to rewrite. */
const TOGETHER_MOST = 6;

/** Ways to end a path. */
export interface Proposals {
  /** Each ends it alone, the least first. */
  readonly alternatives: readonly Proposal[];
  /** All of these end it, where no single change does; empty where that is not found either. */
  readonly together: readonly Proposal[];
}

/** Changes after which `path.from` no longer reaches `path.to`. */
export function proposeFixes({ facts, exposure }: Analysed, path: ProvedPath): Proposals {
  const candidates = distinct(path.steps.toReversed().flatMap(proposalsFor)).slice(0, PROPOSALS_TRIED);
  const wayLeft = (changed: Facts): ProvedPath | undefined => bestWay(changed, exposure, path);
  const alternatives = candidates.filter((proposal) => wayLeft(proposal.apply(facts)) === undefined);
  return { alternatives, together: alternatives.length > 0 ? [] : oneAfterAnother(facts, path, wayLeft) };
}

/** Ends one way after the other until none is left. */
function oneAfterAnother(
  facts: Facts,
  path: ProvedPath,
  wayLeft: (changed: Facts) => ProvedPath | undefined,
): readonly Proposal[] {
  const made: Proposal[] = [];
  let changed = facts;
  for (let way: ProvedPath | undefined = path; way !== undefined; way = wayLeft(changed)) {
    const [next] = way.steps.toReversed().flatMap(proposalsFor);
    if (next === undefined || made.length === TOGETHER_MOST) return [];
    made.push(next);
    changed = next.apply(changed);
  }
  return made;
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

/** The best path between the same ends in other facts. */
function bestWay(facts: Facts, basis: Exposure, { from, to }: ProvedPath): ProvedPath | undefined {
  const exposure = analyse(facts, { askedAssets: [to], basis });
  const node = exposure.targetNode(to);
  const readers = node === undefined ? [] : exposure.readersOf(node, to);
  return readers.find(({ id }) => id === from)?.prove();
}

function distinct(proposals: readonly Proposal[]): Proposal[] {
  const seen = new Set<string>();
  return proposals.filter(({ fix }) => {
    const isNew = !seen.has(fix.summary);
    seen.add(fix.summary);
    return isNew;
  });
}
