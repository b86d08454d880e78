// Who can connect to one end's port: a verdict for every pod of the input, by classes wherever policies see pods as such.
import type { Compiled } from './compile.ts';
import type { Ends } from './ends.ts';
import type { Judge, Verdict } from './judge.ts';
import { addressesOf } from './pods.ts';
import type { Target } from './targets.ts';
import { NO, YES } from './truth.ts';
import { WhoConnects } from './who-connects.ts';

const IPV4 = 1;
const IPV6 = 2;
/** How a pod's node may stand to the target's: not known, the same, another. */
const RELATIONS = 3;

export class Callers {
  readonly #compiled: Compiled;
  readonly #ends: Ends;
  readonly #judge: Judge;
  /** Made for the first question: whoever asks about pairs only does without. */
  #readings: readonly WhoConnects[] | undefined;
  /** A number for each pod, equal for pods of one class and one family. */
  #alikes: Int32Array | undefined;

  constructor(compiled: Compiled, ends: Ends, judge: Judge) {
    this.#compiled = compiled;
    this.#ends = ends;
    this.#judge = judge;
  }

  /** By the pods' numbers; what a pod may do with itself means nothing. Equals what the judge says of each pair. */
  to(target: Target): Verdict[] {
    const { party, attempt } = target;
    const { pods, classOf } = this.#compiled.pods;
    const isByClass = party.kind === 'pod' && party.address === undefined && this.#isPlain(party.pod);
    const byClass = isByClass ? this.#byClass(classOf[party.pod] as number, attempt) : undefined;
    const families = isByClass ? this.#families(party.pod) : 0;
    const judged = new Map<number, Verdict>();
    return pods.map((_, pod) => {
      if (!this.#isPlain(pod)) return this.#judged(pod, target);
      if (byClass === undefined) return this.#onceForAlike(pod, target, judged);
      // No address of one family is reached from one of the other.
      return (this.#families(pod) & families) === 0 ? 'deny' : (byClass[classOf[pod] as number] as Verdict);
    });
  }

  #judged(pod: number, { party, attempt }: Target): Verdict {
    return this.#judge.judge({ source: { kind: 'pod', pod }, target: party, attempt }).verdict;
  }

  /** Pods of one class and one family speak alike to a node, but for those that run on it. */
  #onceForAlike(pod: number, target: Target, judged: Map<number, Verdict>): Verdict {
    const { party } = target;
    if (party.kind === 'pod' && party.pod === pod) return this.#judged(pod, target);
    const key = this.#alike(pod) * RELATIONS + this.#relation(pod, party);
    let verdict = judged.get(key);
    if (verdict === undefined) judged.set(key, (verdict = this.#judged(pod, target)));
    return verdict;
  }

  #alike(pod: number): number {
    this.#alikes ??= Int32Array.from(this.#compiled.pods.pods, (one, number) => {
      const known = addressesOf(one).length === 0 ? 0 : 1;
      return ((this.#compiled.pods.classOf[number] as number) * 4 + this.#families(number)) * 2 + known;
    });
    return this.#alikes[pod] as number;
  }

  #relation(pod: number, party: Target['party']): number {
    const { node } = this.#ends.pod(pod);
    if (node === '') return 0;
    const other = party.kind === 'node' ? party.node : party.kind === 'pod' ? this.#ends.pod(party.pod).node : '';
    return node === other ? 1 : 2;
  }

  /** What all readings agree on. */
  #byClass(podClass: number, attempt: Target['attempt']): Verdict[] {
    this.#readings ??= this.#judge.readings.map((reading) => new WhoConnects(this.#compiled, reading));
    const readings = this.#readings.map((reading) => reading.to({ podClass, attempt }));
    return this.#compiled.pods.classes.map((_, source) => {
      if (readings.every((truths) => truths[source] === YES)) return 'allow';
      return readings.every((truths) => truths[source] === NO) ? 'deny' : 'undefined';
    });
  }

  /** Not on its host's network, and with one address at most that blocks could tell from another. */
  #isPlain(pod: number): boolean {
    const { hostNetwork, addresses } = this.#ends.classOf(pod);
    return !hostNetwork && addresses.length < 2;
  }

  /** Bits; both where no address is known. */
  #families(pod: number): number {
    let bits = 0;
    for (const { family } of addressesOf(this.#ends.pod(pod))) bits |= family === 4 ? IPV4 : IPV6;
    return bits === 0 ? IPV4 | IPV6 : bits;
  }
}
