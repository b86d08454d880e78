// What a policy lets through on the actual cluster that it would not if it were written otherwise: the way to see whether a trap matters.
import { parseAddress } from '../facts/address.ts';
import type { Facts } from '../facts/facts.ts';
import type { Direction, NetworkPolicyFact, PolicyPort } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import { oncePer } from '../facts/once-per.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { Attempt, End } from './attempt.ts';
import { withPolicy } from './changed-policy.ts';
import { compiledOf } from './compile.ts';
import type { Compiled } from './compile.ts';
import { connectionAllowed } from './decide.ts';
import { findEnforcer } from './enforcer.ts';
import { readingsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { YES } from './truth.ts';

/** Places outside that a surplus is looked for at: the internet in both families, and the metadata address of most clouds. */
const OUTSIDE = ['8.8.8.8', '2001:4860:4860::8888', '169.254.169.254'];
/** Ports that are tried besides those that policies and pods name. */
const USUAL_PORTS: readonly PolicyPort[] = [
  { protocol: 'TCP', port: 443, pointer: '' },
  { protocol: 'TCP', port: 22, pointer: '' },
];
/** Classes of pods of the policy that are tried, and classes of other ends. */
const SUBJECTS = 3;
const OTHERS = 1000;

export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
}

export interface Surplus {
  /** One connection that is allowed and would not be; from outside or to it, if there is such a one. */
  readonly witness: Flow;
  /** Other ends of which one port at least is too much, and of those tried. */
  readonly ends: number;
  readonly tried: number;
}

interface NamedEnd {
  readonly name: string;
  readonly end: End;
}

/** Compares policies of one cluster with what they might have been meant to be. */
export class SurplusFinder {
  readonly #compiled: Compiled;
  readonly #reading: Reading;
  /** A pod of each class. */
  readonly #ends: readonly NamedEnd[];

  constructor(facts: Facts) {
    this.#compiled = compiledOf(facts);
    [this.#reading] = readingsOf(findEnforcer(facts).cni) as [Reading];
    this.#ends = endsOf(this.#compiled);
  }

  /** Undefined where both ways of writing it let through the same on this cluster. */
  find(policy: NetworkPolicyFact, meant: NetworkPolicyFact, direction: Direction): Surplus | undefined {
    const number = this.#compiled.policies.findIndex(({ fact }) => fact === policy);
    const changed = withPolicy(this.#compiled, number, meant);
    const ports = [...policy[direction].flatMap((rule) => rule.ports), ...USUAL_PORTS];
    let witness: Flow | undefined;
    const ends = new Set<string>();
    const others = [...OUTSIDE_ENDS, ...this.#ends.slice(0, OTHERS)];
    for (const own of this.#subjects(number, direction, changed))
      for (const other of others) {
        const flow = this.#firstSurplus(own, other, { direction, ports, changed });
        if (flow === undefined) continue;
        witness ??= flow;
        ends.add(other.name);
      }
    return witness === undefined ? undefined : { witness, ends: ends.size, tried: others.length };
  }

  /** Of the pods that the policy isolates, as it is or as it is meant to be. */
  #subjects(number: number, direction: Direction, changed: Compiled): readonly NamedEnd[] {
    const isHeld = (podClass: number, { profiles }: Compiled): boolean => {
      const { of, policies } = profiles[direction];
      return policies[of[podClass] as number]?.includes(number) === true;
    };
    return this.#ends
      .filter(({ end: { podClass } }) => isHeld(podClass, changed) || isHeld(podClass, this.#compiled))
      .slice(0, SUBJECTS);
  }

  #firstSurplus(own: NamedEnd, other: NamedEnd, how: How): Flow | undefined {
    if (own === other) return undefined;
    const [source, target] = how.direction === 'egress' ? [own, other] : [other, own];
    for (const attempt of this.#attempts(target.end, how.ports)) {
      const now = connectionAllowed(source.end, target.end, attempt, {
        compiled: this.#compiled,
        reading: this.#reading,
      });
      if (now !== YES) continue;
      const then = connectionAllowed(source.end, target.end, attempt, {
        compiled: how.changed,
        reading: this.#reading,
      });
      if (then !== YES) return { from: source.name, to: target.name, port: attempt.port, protocol: attempt.protocol };
    }
    return undefined;
  }

  #attempts({ podClass }: End, ports: readonly PolicyPort[]): Attempt[] {
    const named = this.#compiled.pods.classes[podClass]?.ports ?? [];
    const tried = [
      ...ports.filter(({ port }) => typeof port === 'number'),
      ...named.map((one) => ({ ...one, pointer: '' })),
    ];
    return tried.map(({ port, protocol }) => ({ port: port as number, protocol, named }));
  }
}

interface How {
  readonly direction: Direction;
  readonly ports: readonly PolicyPort[];
  readonly changed: Compiled;
}

const OUTSIDE_ENDS: readonly NamedEnd[] = OUTSIDE.map((text) => ({
  name: `ip:${text}`,
  end: { kind: 'outside', podClass: -1, node: '', address: parseAddress(text) },
}));

function endsOf({ pods }: Compiled): NamedEnd[] {
  const found = new Map<number, NamedEnd>();
  for (const [number, pod] of pods.pods.entries()) {
    const podClass = pods.classOf[number] as number;
    if (!found.has(podClass))
      found.set(podClass, namedEnd(pod, podClass, pods.classes[podClass]?.hostNetwork === true));
  }
  return [...found.values()];
}

function namedEnd(pod: WorkloadFact, podClass: number, isOnHost: boolean): NamedEnd {
  const { node } = pod;
  const end: End = isOnHost
    ? { kind: 'node', podClass: -1, node, address: undefined }
    : { kind: 'pod', podClass, node, address: undefined };
  return { name: objectId(pod), end };
}

/** One for all checks of a cluster. */
export const surplusFinder = oncePer((facts: Facts) => new SurplusFinder(facts));
