// Compares every pair of pods before the fix and after it: what was opened, what is closed now, and what is left open beyond need.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { RANK } from '../reach/pairs.ts';
import type { Verdict } from '../reach/judge.ts';
import { EdgeList, UNNAMED } from './edge-list.ts';
import type { Group } from './groups.ts';
import { NeededPorts } from './needed-ports.ts';
import type { Need } from './need.ts';
import type { PairTable, Row } from './pair-table.ts';
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

/** Pods of one group, as those who connect. */
interface Source {
  readonly group: Group;
  readonly pods: readonly Representative[];
  /** Its namespace, if that gets policies. */
  readonly fixed: string | undefined;
}

/** One pod that is connected to, and what others may do with it before and after. */
interface Column {
  readonly target: Representative;
  readonly before: Row;
  readonly after: Row;
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
  readonly #inFixed: readonly Source[];
  readonly #everywhere: readonly Source[];

  constructor(scanned: Scanned) {
    this.#scanned = scanned;
    this.#needed = new NeededPorts(scanned.needs);
    this.#ports = portsByNamespace(scanned.policies);
    this.#older = portsOfFacts(scanned.facts.networkPolicies.filter(({ namespace }) => scanned.fixed.has(namespace)));
    const onNetwork = scanned.representatives.all.filter(({ group }) => !group.onHost);
    this.#everywhere = [...Map.groupBy(onNetwork, ({ group }) => group)].map(([group, pods]) => ({
      group,
      pods,
      fixed: this.#fixed(group),
    }));
    this.#inFixed = this.#everywhere.filter(({ fixed }) => fixed !== undefined);
  }

  #fixed({ namespace }: Group): string | undefined {
    return this.#scanned.fixed.has(namespace) ? namespace : undefined;
  }

  /** Who may connect to the pods of a group. */
  target(group: Group, pods: readonly Representative[]): void {
    const fixed = this.#fixed(group);
    const sources = fixed === undefined ? this.#inFixed : this.#everywhere;
    if (sources.length === 0) return;
    const ports = new Map(pods.flatMap((pod) => this.#portsOf(pod)).map((one) => [`${one.port}/${one.protocol}`, one]));
    for (const port of ports.values()) {
      const columns = pods.map((target): Column => {
        const [before, after] = [this.#scanned.before, this.#scanned.after].map((table) =>
          table.to(target, port.port, port.protocol),
        ) as [Row, Row];
        return { target, before, after };
      });
      for (const source of sources) this.#pairs(source, columns, { port, fixed });
    }
  }

  /** The most that a pod of the one group may do with a pod of the other; what is opened between single pods is told of these. */
  #pairs(
    source: Source,
    columns: readonly Column[],
    { port, fixed }: { readonly port: NumberedPort; readonly fixed: string | undefined },
  ): void {
    let [before, after, beyond]: [Verdict, Verdict, Verdict] = ['deny', 'deny', 'deny'];
    for (const pod of source.pods)
      for (const column of columns) {
        if (pod.number === column.target.number && isAlone(source.group)) continue;
        const [then, now] = [column.before(pod), column.after(pod)];
        if (then === 'deny' && now !== 'deny')
          this.opened.add(source.fixed, fixed, now, () => ({
            from: objectId(pod.pod),
            to: objectId(column.target.pod),
            port: port.port,
            protocol: port.protocol,
            before: then,
            after: now,
          }));
        if (RANK[then] > RANK[before]) before = then;
        if (RANK[now] > RANK[after]) after = now;
        // A name is another number on another pod of the group.
        if (RANK[now] > RANK[beyond] && !this.#isNeeded(source.group, column.target, port)) beyond = now;
      }
    if (before === 'deny' || (after !== 'deny' && beyond === 'deny')) return;
    const list = after === 'deny' ? this.closed : this.left;
    const [{ target }] = columns as readonly [Column];
    const { port: number, protocol } = port;
    const [from, to] = [source.group.id, target.group.id];
    list.add(source.fixed, fixed, beyond, () => ({ from, to, port: number, protocol, before, after: beyond }));
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
