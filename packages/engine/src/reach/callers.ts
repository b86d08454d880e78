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

export class Callers {
  readonly #compiled: Compiled;
  readonly #ends: Ends;
  readonly #judge: Judge;
  /** Made for the first question: whoever asks about pairs only does without. */
  #readings: readonly WhoConnects[] | undefined;

  constructor(compiled: Compiled, ends: Ends, judge: Judge) {
    this.#compiled = compiled;
    this.#ends = ends;
    this.#judge = judge;
  }

  /** By the pods' numbers; what a pod may do with itself means nothing. Equals what the judge says of each pair. */
  to({ party, attempt }: Target): Verdict[] {
    const { pods, classOf } = this.#compiled.pods;
    const isByClass = party.kind === 'pod' && party.address === undefined && this.#isPlain(party.pod);
    const byClass = isByClass ? this.#byClass(classOf[party.pod] as number, attempt) : undefined;
    const families = isByClass ? this.#families(party.pod) : 0;
    return pods.map((_, pod) => {
      if (byClass === undefined || !this.#isPlain(pod))
        return this.#judge.judge({ source: { kind: 'pod', pod }, target: party, attempt }).verdict;
      // No address of one family is reached from one of the other.
      return (this.#families(pod) & families) === 0 ? 'deny' : (byClass[classOf[pod] as number] as Verdict);
    });
  }

  /** What all readings agree on. */
  #byClass(podClass: number, attempt: Target['attempt']): Verdict[] {
    this.#readings ??= this.#judge.readings(false).map((reading) => new WhoConnects(this.#compiled, reading));
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
