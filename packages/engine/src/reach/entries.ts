// Ways from outside to a Service that has no address there: over an Ingress or a route, and the pods that serve it.
import type { EntryBackend } from '../facts/entry.ts';
import type { ServiceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { selected } from '../facts/label-selector.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { Compiled } from './compile.ts';
import { EntryServers } from './entry-servers.ts';
import type { Servers } from './entry-servers.ts';
import type { Because } from './because.ts';
import { plain, RANK, said } from './pairs.ts';
import type { Answered, Pairs } from './pairs.ts';
import type { NamedParty, Places } from './places.ts';
import { isExposed } from './services.ts';
import { distinct, targetsOf } from './targets.ts';
import type { Target } from './targets.ts';
import { Ways } from './ways.ts';
import type { Way } from './ways.ts';

/** Ingresses and routes that are told of for one answer. */
const MOST_TOLD = 5;

export class Entries {
  readonly #facts: Facts;
  readonly #compiled: Compiled;
  readonly #places: Places;
  readonly #pairs: Pairs;
  readonly #servers: EntryServers;
  readonly #ways: Ways;

  constructor(facts: Facts, compiled: Compiled, places: Places, pairs: Pairs) {
    this.#facts = facts;
    this.#compiled = compiled;
    this.#places = places;
    this.#pairs = pairs;
    this.#ways = new Ways(facts);
    this.#servers = new EntryServers(facts, compiled.pods.pods);
  }

  /** The best of all ways to the Service's port; undefined where none leads there. */
  best(service: ServiceFact, port: number | string, outside: readonly NamedParty[]): Answered | undefined {
    const answers = this.#ways
      .to(service, port)
      .flatMap((way) => this.#servers.of(way.entry).map((servers) => this.#answer(way, servers, service, outside)));
    const [first] = answers.toSorted((a, b) => RANK[b.verdict] - RANK[a.verdict]);
    if (first === undefined || first.verdict !== 'deny') return first;
    return { verdict: 'deny', because: answers.slice(0, MOST_TOLD).flatMap(({ because }) => because) };
  }

  #answer({ entry, backend }: Way, servers: Servers, service: ServiceFact, outside: readonly NamedParty[]): Answered {
    const leads: Because = {
      text: `${objectId(entry)} leads to ${objectId(service)}`,
      evidence: [{ object: entry, pointer: backend.pointer }],
    };
    const behind = this.#behind(service, backend);
    const names = { from: objectId(entry), to: objectId(service) };
    const answer =
      servers.kind === 'none'
        ? said('deny', servers.why)
        : servers.kind === 'pods'
          ? this.#throughPods(servers, behind, names, outside)
          : this.#throughUnknown(servers, behind, names);
    return { ...answer, because: [leads, ...answer.because] };
  }

  #behind(service: ServiceFact, { port }: EntryBackend): readonly Target[] {
    const ports = (service.ports ?? []).filter(
      (one) => one.protocol === 'TCP' && (port === undefined || port === one.port || port === one.name),
    );
    return ports.flatMap((one) => {
      const request = { to: objectId(service), port: one.port, protocol: 'TCP' as const };
      const found = targetsOf({ kind: 'service', service }, request, this.#places, this.#compiled);
      return found.kind === 'targets' ? distinct(found.targets, this.#compiled) : [];
    });
  }

  /** From outside to a pod that serves, and from there to the Service's pods: both must be let through. */
  #throughPods(
    { pods, ports, by }: Servers & { readonly kind: 'pods' },
    behind: readonly Target[],
    names: { readonly from: string; readonly to: string },
    outside: readonly NamedParty[],
  ): Answered {
    const servers = pods.map((pod) => this.#places.pod(pod));
    const front = this.#front(servers, ports, outside, by);
    if (front.verdict === 'deny') return front;
    if (behind.length === 0) return said('deny', `nothing is behind ${names.to}`);
    const back = this.#pairs.best(distinct(servers, this.#compiled), behind, names, undefined);
    const verdict = RANK[front.verdict] < RANK[back.verdict] ? front.verdict : back.verdict;
    const open = [...(front.open ?? []), ...(back.open ?? [])];
    return { verdict, because: [...front.because, ...back.because], ...(verdict === 'undefined' && { open }) };
  }

  /** Whether somebody outside gets at a pod that serves: through a Service with an address there, or on its node's own. */
  #front(
    servers: readonly NamedParty[],
    ports: readonly number[] | undefined,
    outside: readonly NamedParty[],
    by: string,
  ): Answered {
    const answers: Answered[] = this.#fronts(servers, ports).map(({ service, targets }) => {
      const answer = this.#pairs.best(outside, targets, { from: '', to: objectId(service) }, service);
      return { ...answer, because: [plain(`${objectId(service)} stands in front of ${by}`), ...answer.because] };
    });
    const onHost = servers.find((server) => this.#isOnHost(server));
    if (onHost !== undefined) answers.push(said('allow', `${onHost.name} listens on the address of its node (${by})`));
    const [best] = answers.toSorted((a, b) => RANK[b.verdict] - RANK[a.verdict]);
    return best ?? said('deny', `no Service with an address outside of the cluster stands in front of ${by}`);
  }

  #fronts(servers: readonly NamedParty[], ports: readonly number[] | undefined) {
    const pods = servers.flatMap(({ party }) => (party.kind === 'pod' ? [this.#pod(party.pod)] : []));
    return this.#facts.services
      .filter(
        (service) =>
          isExposed(service) &&
          service.selector.size > 0 &&
          pods.some((pod) => pod.namespace === service.namespace && selected(service.selector, pod.podLabels)),
      )
      .map((service) => ({
        service,
        targets: (service.ports ?? [])
          .filter(({ port, protocol }) => protocol === 'TCP' && ports?.includes(port) !== false)
          .flatMap(({ port }) => {
            const request = { to: objectId(service), port, protocol: 'TCP' as const };
            const found = targetsOf({ kind: 'service', service }, request, this.#places, this.#compiled);
            return found.kind === 'targets' ? distinct(found.targets, this.#compiled) : [];
          }),
      }));
  }

  #pod(number: number): WorkloadFact {
    return this.#compiled.pods.pods[number] as WorkloadFact;
  }

  #isOnHost({ party }: NamedParty): boolean {
    if (party.kind !== 'pod') return false;
    const spec = this.#facts.podSpecs[this.#pod(party.pod).spec];
    return spec?.hostNetwork === true || spec?.containers.some(({ hostPorts }) => hostPorts.length > 0) === true;
  }

  /** Whoever serves is somewhere outside, a node, or a pod that the input lacks: only what is open to all of them is open. */
  #throughUnknown(
    servers: Servers & { readonly kind: 'cloud' | 'unknown' },
    behind: readonly Target[],
    names: { readonly from: string; readonly to: string },
  ): Answered {
    if (behind.length === 0) return said('deny', `nothing is behind ${names.to}`);
    const { from } = names;
    const anyone: readonly NamedParty[] = [
      { party: { kind: 'outside' }, name: from },
      { party: { kind: 'node', node: '' }, name: from },
    ];
    const answers = anyone.map((one) => this.#pairs.best([one], behind, names, undefined));
    const [first] = answers.toSorted((a, b) => RANK[a.verdict] - RANK[b.verdict]) as [Answered];
    if (servers.kind === 'cloud') {
      const isOne = answers.every(({ verdict }) => verdict === first.verdict);
      const text = `${servers.by} serves it with a load balancer outside of the cluster`;
      const because = [plain(text), ...first.because];
      return isOne ? { ...first, because } : { verdict: 'undefined', because, open: [text] };
    }
    if (first.verdict === 'allow' && this.#compiled.tiers.isEmpty)
      return {
        verdict: 'allow',
        because: [plain(`${servers.why}; whoever serves it is let through`), ...first.because],
      };
    return said('undefined', servers.why);
  }
}
