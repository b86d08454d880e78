// Egress rules by the ports they name, so that a question about one port looks at few of them.
import type { Attempt } from './attempt.ts';
import { portMatches } from './attempt.ts';
import type { CompiledPolicy, CompiledRule } from './compile.ts';

export interface IndexedRule {
  readonly policy: number;
  readonly rule: CompiledRule;
}

const NONE: readonly IndexedRule[] = [];

function add(lists: Map<string, IndexedRule[]>, key: string, rule: IndexedRule): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [rule]);
  else list.push(rule);
}

export class RuleIndex {
  readonly #byPort = new Map<string, IndexedRule[]>();
  /** Ranges, whole protocols, and rules without ports. */
  readonly #others: IndexedRule[] = [];

  constructor(policies: readonly CompiledPolicy[]) {
    for (const [policy, { rules }] of policies.entries()) for (const rule of rules.egress) this.#add({ policy, rule });
  }

  #add(indexed: IndexedRule): void {
    const { ports } = indexed.rule.fact;
    if (ports.length === 0) this.#others.push(indexed);
    for (const { port, endPort, protocol, invalid } of ports) {
      if (invalid === true) continue;
      if (port === undefined || endPort !== undefined) this.#others.push(indexed);
      else add(this.#byPort, `${port}/${protocol}`, indexed);
    }
  }

  /** Every rule whose ports match; some may come twice. */
  *matching(attempt: Attempt): Generator<IndexedRule> {
    const { port, protocol, named } = attempt;
    yield* this.#byPort.get(`${port}/${protocol}`) ?? NONE;
    for (const one of named)
      if (one.port === port && one.protocol === protocol) yield* this.#byPort.get(`${one.name}/${protocol}`) ?? NONE;
    for (const indexed of this.#others) {
      const { ports } = indexed.rule.fact;
      if (ports.length === 0 || ports.some((own) => portMatches(own, attempt))) yield indexed;
    }
  }
}
