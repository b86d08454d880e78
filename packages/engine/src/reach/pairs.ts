// Judges every pair of a source and a target of one request, and says of the best what decides it.
import type { NetworkPolicyFact } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import type { ServiceFact } from '../facts/cluster.ts';
import type { End } from './attempt.ts';
import type { Compiled } from './compile.ts';
import type { Ends, Party } from './ends.ts';
import { explainSide } from './explain.ts';
import type { Because } from './because.ts';
import { isSamePod } from './ends.ts';
import type { Judgement, Verdict } from './judge.ts';
import type { Outside } from './outside.ts';
import type { NamedParty } from './places.ts';
import type { ForeignPolicies } from './plugin-policies.ts';
import type { Target } from './targets.ts';
import type { Unread } from './unread.ts';

/** An answer without its first line. */
export interface Answered {
  readonly verdict: Verdict;
  readonly because: readonly Because[];
  /** Of an undefined verdict: those sentences that say what leaves it open. */
  readonly open?: readonly string[];
}

interface Pair {
  readonly source: NamedParty;
  readonly target: Target;
  readonly judgement: Judgement;
}

/** The two ends of a request, as asked. */
export interface Names {
  readonly from: string;
  readonly to: string;
}

/** Pairs of a source and a target that are tried for one request. */
const MOST_PAIRS = 250_000;
/** Faults of the policies that decide: they may have been meant otherwise. */
const MOST_FAULTS = 3;

export const RANK: Readonly<Record<Verdict, number>> = { deny: 0, undefined: 1, allow: 2 };

export const plain = (text: string): Because => ({ text, evidence: [] });

export const said = (verdict: Verdict, ...texts: readonly string[]): Answered => ({
  verdict,
  because: texts.map(plain),
  ...(verdict === 'undefined' && { open: texts }),
});

export class Pairs {
  readonly #compiled: Compiled;
  readonly #ends: Ends;
  readonly #outside: Outside;
  readonly #unread: Unread;
  readonly #plugins: ForeignPolicies;

  constructor(compiled: Compiled, ends: Ends, outside: Outside, open: { unread: Unread; plugins: ForeignPolicies }) {
    this.#compiled = compiled;
    this.#ends = ends;
    this.#outside = outside;
    this.#unread = open.unread;
    this.#plugins = open.plugins;
  }

  /** One pair that is let through is enough; else what is open, else what is refused. */
  best(
    sources: readonly NamedParty[],
    targets: readonly Target[],
    names: Names,
    through: ServiceFact | undefined,
  ): Answered {
    let best: Pair | undefined;
    let count = 0;
    for (const source of sources) {
      for (const target of targets) {
        if (isSamePod(source.party, target.party) && (sources.length > 1 || targets.length > 1)) continue;
        if (++count > MOST_PAIRS) return said('undefined', `more than ${MOST_PAIRS} pairs: ask for one end at a time`);
        const judgement = this.#outside.judge(source, target, through);
        if (best === undefined || RANK[judgement.verdict] > RANK[best.judgement.verdict])
          best = { source, target, judgement };
        if (judgement.verdict === 'allow') return this.#present(best, names);
      }
    }
    return best === undefined ? said('deny', `nothing but itself is in ${names.to}`) : this.#present(best, names);
  }

  /** Why what is in the input does not decide. */
  missing(parties: readonly Party[], isOne: boolean): Because[] {
    return [
      ...this.#unread.reasonFor(parties, this.#compiled).map(plain),
      ...(isOne ? [] : this.#plugins.reasonsFor(parties)),
    ];
  }

  #present({ source, target, judgement }: Pair, names: Names): Answered {
    const missing = this.missing([source.party, target.party], isSamePod(source.party, target.party));
    const open = [...judgement.reasons.map(plain), ...missing];
    const verdict = missing.length > 0 ? 'undefined' : judgement.verdict;
    const isSingle = source.name === names.from && target.name === names.to;
    const pair = isSingle ? [] : [`${source.name} → ${target.name} ${target.attempt.port}/${target.attempt.protocol}`];
    const sides = this.#sides({ source, target, judgement });
    const idle = this.#plugins.idleFor([source.party, target.party]);
    const because = [...open, ...pair.map(plain), ...sides, ...idle, ...faultsOf(sides)];
    return { verdict, because, ...(verdict === 'undefined' && { open: open.map(({ text }) => text) }) };
  }

  #sides({ source, target, judgement }: Pair): Because[] {
    if (isSamePod(source.party, target.party) && this.#isOnePod(source))
      return [plain(`${source.name} reaches itself: no policy stands between`)];
    const { reading } = judgement;
    const [from] = this.#ends.of(source.party, reading) as [End];
    const [to] = this.#ends.of(target.party, reading) as [End];
    const attempt = to.kind === 'pod' ? target.attempt : { ...target.attempt, named: [] };
    const context = { compiled: this.#compiled, reading };
    return [
      explainSide({ own: from, other: to, direction: 'egress' }, source.name, attempt, context),
      explainSide({ own: to, other: from, direction: 'ingress' }, target.name, attempt, context),
    ];
  }

  /** What makes pods stands for several. */
  #isOnePod({ party }: NamedParty): boolean {
    return party.kind === 'pod' && this.#ends.pod(party.pod).isPod;
  }
}

function faultsOf(sides: readonly Because[]): Because[] {
  const cited = new Set(sides.flatMap(({ evidence }) => evidence.map(({ object }) => object)));
  return [...cited]
    .flatMap((object) =>
      'faults' in object
        ? (object as NetworkPolicyFact).faults.map(({ pointer, reason }) => ({
            text: `${objectId(object)}: ${reason}`,
            evidence: [{ object, pointer }],
          }))
        : [],
    )
    .slice(0, MOST_FAULTS);
}
