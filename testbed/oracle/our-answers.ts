// What our engine says to the questions of a trial, in the terms in which Kubernetes answers them.
import type { createCan } from '../../packages/engine/src/access/can.ts';
import type { rulesCover } from '../../packages/engine/src/access/covers.ts';
import type { Facts } from '../../packages/engine/src/facts/facts.ts';
import { OriginTable } from '../../packages/engine/src/facts/origin.ts';
import type { PolicyRule } from '../../packages/engine/src/facts/rbac.ts';
import type { FactsBuilder } from '../../packages/engine/src/kube/facts-builder.ts';
import type { Ask } from './worlds/asks.ts';
import { objectsOf, type RawRule, type World } from './worlds/objects.ts';

/** The version whose authorizers the program is built from. */
export const KUBERNETES_VERSION = '1.37';

/** The parts of the engine that answer; a mutant brings its own. */
export interface Engine {
  readonly createCan: typeof createCan;
  readonly rulesCover: typeof rulesCover;
  readonly FactsBuilder: typeof FactsBuilder;
}

/** `allow AUTHORIZER`, `no`, `unknown`, or what went wrong. */
export type Verdict = string;

/** Reads the world as a file's objects are read. */
export function factsOf(engine: Pick<Engine, 'FactsBuilder'>, world: World): Facts {
  const origins = new OriginTable();
  const builder = new engine.FactsBuilder(origins, {
    defaultNamespace: 'default',
    kubernetesVersion: KUBERNETES_VERSION,
  });
  for (const [offset, object] of objectsOf(world).entries())
    builder.add(object, origins.add({ source: 'world', offset, length: 1, format: 'json', base: '' }));
  return builder.finish();
}

export function ourVerdicts(engine: Engine, facts: Facts, asks: readonly Ask[]): readonly Verdict[] {
  const can = engine.createCan(facts);
  return asks.map(({ ours }) => {
    if ('covers' in ours) {
      const { held, wanted } = ours.covers;
      return engine.rulesCover(held.map(toRule), wanted.map(toRule)) ? 'allow' : 'no';
    }
    const answer = 'can' in ours ? can.answer(ours.can) : can.ask(ours.words);
    if ('error' in answer) return `error: ${answer.error}`;
    if (answer.allowed === null) return 'unknown';
    return answer.allowed ? `allow ${answer.authorizer}` : 'no';
  });
}

function toRule(rule: RawRule): PolicyRule {
  const { verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  return { verbs, apiGroups, resources, resourceNames, nonResourceURLs };
}
