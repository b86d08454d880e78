// The verdict on one connection: what every reading of the specification agrees on, or why they do not.
import type { Compiled } from './compile.ts';
import { connectionAllowed } from './decide.ts';
import type { Ends, Party } from './ends.ts';
import type { Attempt, End } from './attempt.ts';
import { readingsOf, SWITCH_REASONS } from './reading.ts';
import type { Cni, Reading, Switch } from './reading.ts';
import { either, MAYBE, NO, YES } from './truth.ts';
import type { Truth } from './truth.ts';

export type Verdict = 'allow' | 'deny' | 'undefined';

export interface Judgement {
  readonly verdict: Verdict;
  /** Why it is undefined; empty otherwise. */
  readonly reasons: readonly string[];
  /** A reading that stands for the verdict; of an undefined one, a reading that comes nearest to letting it through. */
  readonly reading: Reading;
}

export interface Connection {
  readonly source: Party;
  readonly target: Party;
  readonly attempt: Attempt;
}

const SWITCHES = Object.keys(SWITCH_REASONS) as Switch[];

export class Judge {
  readonly #compiled: Compiled;
  readonly #ends: Ends;
  readonly #plain: readonly Reading[];
  readonly #withNode: readonly Reading[];
  readonly #onHost: readonly Reading[];

  constructor(compiled: Compiled, ends: Ends, cni: Cni) {
    this.#compiled = compiled;
    this.#ends = ends;
    this.#plain = relevantReadings(compiled, cni, { onHost: false, withNode: false });
    this.#withNode = relevantReadings(compiled, cni, { onHost: false, withNode: true });
    this.#onHost = relevantReadings(compiled, cni, { onHost: true, withNode: true });
  }

  judge(connection: Connection): Judgement {
    const outcomes = this.#readings(connection).map((reading) => ({
      reading,
      truth: this.#truth(connection, reading),
    }));
    const [first] = outcomes as [(typeof outcomes)[number]];
    const isDecided = first.truth !== MAYBE && outcomes.every(({ truth }) => truth === first.truth);
    if (isDecided) return { verdict: first.truth === YES ? 'allow' : 'deny', reasons: [], reading: first.reading };
    const best = outcomes.reduce((most, one) => (one.truth > most.truth ? one : most));
    const switches = SWITCHES.filter((name) => decides(name, outcomes));
    const unknowns = outcomes.some(({ truth }) => truth === MAYBE) ? this.#unknowns(connection, best.reading) : [];
    return {
      verdict: 'undefined',
      reasons: [...switches.map((name) => SWITCH_REASONS[name]), ...unknowns],
      reading: best.reading,
    };
  }

  /** The readings that may differ between two ends that policies see as pods, or outside. */
  get readings(): readonly Reading[] {
    return this.#plain;
  }

  #readings({ source, target }: Connection): readonly Reading[] {
    if (this.#ends.usesHostNetwork(source) || this.#ends.usesHostNetwork(target)) return this.#onHost;
    return target.kind === 'node' ? this.#withNode : this.#plain;
  }

  #truth({ source, target, attempt }: Connection, reading: Reading): Truth {
    if (source.kind === 'pod' && target.kind === 'pod' && source.pod === target.pod && this.#ends.pod(source.pod).isPod)
      return YES;
    const sources = this.#ends.of(source, reading);
    const context = { compiled: this.#compiled, reading };
    let truth: Truth = NO;
    for (const to of this.#ends.of(target, reading)) {
      // A name is looked up on the destination pod, and only where policies see one.
      const seen = to.kind === 'pod' ? attempt : { ...attempt, named: [] };
      for (const from of sources) {
        if (!speakOneFamily(from, to)) continue;
        truth = either(truth, connectionAllowed(from, to, seen, context));
        if (truth === YES) return truth;
      }
    }
    return truth;
  }

  /** What is not known of the two ends; some of it decides. */
  #unknowns({ source, target }: Connection, reading: Reading): string[] {
    return [source, target].flatMap((party) => {
      if (party.kind === 'outside') return party.address === undefined ? ['the address outside is not known'] : [];
      const [end] = this.#ends.of(party, reading) as [End];
      const who =
        party.kind === 'pod' ? `${this.#ends.pod(party.pod).namespace}/${this.#ends.pod(party.pod).name}` : party.node;
      return [
        ...(end.address === undefined ? [`no address of ${who} is in the input`] : []),
        ...(end.node === '' ? [`the node of ${who} is not in the input`] : []),
        ...this.#unknownNamespace(end),
      ];
    });
  }

  #unknownNamespace({ podClass }: End): string[] {
    const { namespace } = this.#compiled.pods.classes[podClass] ?? {};
    if (namespace === undefined || this.#compiled.namespaceLabels[namespace]?.isComplete !== false) return [];
    return [
      `namespace ${this.#compiled.pods.namespaces[namespace]} is not in the input, so that its labels are not known`,
    ];
  }
}

/** The plugin's readings without those that cannot make a difference. `onHost`: an end is a pod on the network of its host. */
function relevantReadings(
  { policies, atoms }: Compiled,
  cni: Cni,
  { onHost, withNode }: { readonly onHost: boolean; readonly withNode: boolean },
): readonly Reading[] {
  const hasInvalid = policies.some(({ isValid }) => !isValid);
  const matters: Readonly<Record<Switch, boolean>> = {
    hostNetworkIsPod: onHost,
    blocksMatchPods: !atoms.isEmpty || hasInvalid,
    blocksMatchNodes: !atoms.isEmpty || hasInvalid,
    invalidIsStored: hasInvalid,
    egressSparesOwnNode: withNode && policies.length > 0,
  };
  const readings = readingsOf(cni);
  const [standard] = readings as [Reading];
  const idle = SWITCHES.filter((name) => !matters[name]);
  return readings.filter((reading) => idle.every((name) => reading[name] === standard[name]));
}

function speakOneFamily(from: End, to: End): boolean {
  return from.address === undefined || to.address === undefined || from.address.family === to.address.family;
}

/** Whether two readings that differ in this alone answer otherwise. */
function decides(name: Switch, outcomes: readonly { readonly reading: Reading; readonly truth: Truth }[]): boolean {
  return outcomes.some((one) =>
    outcomes.some(
      (other) =>
        one.truth !== other.truth &&
        SWITCHES.every((each) => (each === name) !== (one.reading[each] === other.reading[each])),
    ),
  );
}
