// One state of the cluster's policies, ready to be asked for whole rows of pods: by classes, and no pair of pods.
import type { Facts } from '../facts/facts.ts';
import type { Attempt } from '../reach/attempt.ts';
import type { Compiled } from '../reach/compile.ts';
import { Ends } from '../reach/ends.ts';
import { Judge } from '../reach/judge.ts';
import type { Verdict } from '../reach/judge.ts';
import type { Cni } from '../reach/reading.ts';
import { NO, YES } from '../reach/truth.ts';
import { WhoConnects } from '../reach/who-connects.ts';
import type { Representative } from './representatives.ts';

/** What a pod of one's own may do with the port of a row. */
export type Row = (source: Representative) => Verdict;

export class PairTable {
  readonly compiled: Compiled;
  readonly judge: Judge;
  readonly #readings: readonly WhoConnects[];

  constructor(facts: Facts, compiled: Compiled, cni: Cni) {
    this.compiled = compiled;
    this.judge = new Judge(compiled, new Ends(compiled, facts.nodes), cni);
    this.#readings = this.judge.readings.map((reading) => new WhoConnects(compiled, reading));
  }

  /** What all readings agree on, for pods that are not on their hosts' network. */
  to({ number }: Representative, port: number, protocol: string): Row {
    const { classOf, classes } = this.compiled.pods;
    const podClass = classOf[number] as number;
    const attempt: Attempt = { port, protocol, named: classes[podClass]?.ports ?? [] };
    const truths = this.#readings.map((reading) => reading.to({ podClass, attempt }));
    const [first, ...others] = truths as [(typeof truths)[number]];
    return (source) => {
      const place = classOf[source.number] as number;
      const truth = first[place];
      for (const all of others) if (all[place] !== truth) return 'undefined';
      return truth === YES ? 'allow' : truth === NO ? 'deny' : 'undefined';
    };
  }
}
