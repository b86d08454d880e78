// Compares every pair of pods before the fix and after it: what was opened, what is closed now, and what is left open beyond need.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { RANK } from '../reach/pairs.ts';
import type { Verdict } from '../reach/judge.ts';
import { EdgeList, UNNAMED } from './edge-list.ts';
import type { Edge } from './edge-list.ts';
import type { Group } from './groups.ts';
import { NeededPorts } from './needed-ports.ts';
import type { Need } from './need.ts';
import type { PairTable } from './pair-table.ts';
import type { AnyPolicy } from './policy-manifest.ts';
import { portsByNamespace, portsOfFacts } from './policy-ports.ts';
import type { RulePort } from './policy-ports.ts';
import type { Representative, Representatives } from './representatives.ts';

export interface PairScan {
  /** Refused before, and let through or left open now; pods, by name. */
  readonly opened: EdgeList;
  /** Let through or left open before, and refused now. */
  readonly closed: EdgeList;
  /** Not needed, and not refused. */
  readonly left: EdgeList;
}

export interface Scanned {
  readonly facts: Facts;
  readonly before: PairTable;
  readonly after: PairTable;
  readonly representatives: Representatives;
  readonly policies: readonly AnyPolicy[];
  readonly needs: readonly Need[];
  /** Namespaces that the policies are for. */
  readonly fixed: ReadonlySet<string>;
}

interface NumberedPort {
  readonly port: number;
  readonly protocol: string;
}

/** The most that a pod of one group may do with a pod of another. */
interface Most {
  before: Verdict;
  after: Verdict;
}

export function scanPairs(scanned: Scanned): PairScan {
  const scan = new Scan(scanned);
  const targets = Map.groupBy(scanned.representatives.all, ({ group }) => group);
  for (const [group, pods] of targets) if (!group.onHost) scan.target(group, pods);
  return scan;
}

class Scan implements PairScan {
  readonly opened = new EdgeList();
  readonly closed = new EdgeList();
  readonly left = new EdgeList();
  readonly #scanned: Scanned;
  readonly #needed: NeededPorts;
  readonly #ports: ReadonlyMap<string, ReadonlyMap<string, RulePort>>;
  /** Of the policies that are there. */
  readonly #older: ReadonlyMap<string, readonly RulePort[]>;
  readonly #inFixed: readonly Representative[];
  readonly #everywhere: readonly Representative[];

  constructor(scanned: Scanned) {
    this.#scanned = scanned;
    this.#needed = new NeededPorts(scanned.needs);
    this.#ports = portsByNamespace(scanned.policies);
    this.#older = portsOfFacts(scanned.facts.networkPolicies.filter(({ namespace }) => scanned.fixed.has(namespace)));
    this.#everywhere = scanned.representatives.all.filter(({ group }) => !group.onHost);
    this.#inFixed = this.#everywhere.filter(({ group }) => scanned.fixed.has(group.namespace));
  }

  /** Who may connect to the pods of a group. */
  target(group: Group, pods: readonly Representative[]): void {
    const isFixed = this.#scanned.fixed.has(group.namespace);
    const sources = isFixed ? this.#everywhere : this.#inFixed;
    if (sources.length === 0) return;
    const ports = new Map(pods.flatMap((pod) => this.#portsOf(pod)).map((one) => [`${one.port}/${one.protocol}`, one]));
    for (const port of ports.values()) {
      const most = new Map<Group, Most>();
      for (const pod of pods) this.#row(pod, sources, { port, most });
      for (const [source, verdicts] of most) this.#sort(source, pods[0] as Representative, port, verdicts);
    }
  }

  #row(
    target: Representative,
    sources: readonly Representative[],
    { port: { port, protocol }, most }: { readonly port: NumberedPort; readonly most: Map<Group, Most> },
  ): void {
    const before = this.#scanned.before.to(target, port, protocol);
    const after = this.#scanned.after.to(target, port, protocol);
    for (const source of sources) {
      if (source.number === target.number && isAlone(source.group)) continue;
      const pair = { before: before(source), after: after(source) };
      if (pair.before === 'deny' && pair.after === 'deny') continue;
      if (pair.before === 'deny')
        this.opened.add(this.#holders(source.group, target.group), pair.after, () => ({
          from: objectId(source.pod),
          to: objectId(target.pod),
          port,
          protocol,
          ...pair,
        }));
      const known = most.get(source.group);
      if (known === undefined) most.set(source.group, pair);
      else {
        if (RANK[pair.before] > RANK[known.before]) known.before = pair.before;
        if (RANK[pair.after] > RANK[known.after]) known.after = pair.after;
      }
    }
  }

  #sort(source: Group, target: Representative, { port, protocol }: NumberedPort, { before, after }: Most): void {
    if (before === 'deny') return;
    const list =
      after === 'deny' ? this.closed : this.#isNeeded(source, target, { port, protocol }) ? undefined : this.left;
    const edge = (): Edge => ({ from: source.id, to: target.group.id, port, protocol, before, after });
    list?.add(this.#holders(source, target.group), after, edge);
  }

  /** Namespaces whose new policies hold for one end. */
  #holders(source: Group, target: Group): Set<string> {
    return new Set([source.namespace, target.namespace].filter((one) => this.#scanned.fixed.has(one)));
  }

  /** Declared by the pod, named by a policy, and one that nothing names. */
  #portsOf({ pod, group }: Representative): NumberedPort[] {
    const declared = this.#scanned.facts.podSpecs[pod.spec]?.containers.flatMap((one) => one.ports ?? []) ?? [];
    const named = [group.namespace, ''].flatMap((namespace) => [
      ...(this.#ports.get(namespace)?.values() ?? []),
      ...(this.#older.get(namespace) ?? []),
    ]);
    const numbers = named.flatMap(({ port, protocol }) =>
      typeof port === 'number'
        ? [{ port, protocol }]
        : declared.filter((one) => one.name === port && one.protocol === protocol),
    );
    return [...declared, ...numbers, UNNAMED];
  }

  #isNeeded(from: Group, target: Representative, one: NumberedPort): boolean {
    const { classes, classOf } = this.#scanned.before.compiled.pods;
    return this.#needed.has(from, target.group, one, classes[classOf[target.number] as number]?.ports ?? []);
  }
}

/** One pod that runs, and not what makes pods. */
function isAlone({ pods }: Group): boolean {
  return pods.length === 1 && pods[0]?.isPod === true;
}
