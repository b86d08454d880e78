// Peers of egress rules by the port and the namespace that they are about, so that a question about one port looks at few of them.
import type { Attempt } from './attempt.ts';
import { rulePortMatches } from './attempt.ts';
import type { CompiledPeer, CompiledPolicy, CompiledRule } from './compiled-policy.ts';

export interface IndexedPeer {
  readonly policy: number;
  /** Absent: everyone. */
  readonly peer?: CompiledPeer;
}

/** Peers of one port: those of one namespace's pods apart, which are most. */
class PortPeers {
  readonly everywhere: IndexedPeer[] = [];
  readonly inNamespace = new Map<number, IndexedPeer[]>();

  add(policy: number, { isForAll, peers }: CompiledRule): void {
    if (isForAll) this.everywhere.push({ policy });
    for (const peer of peers) {
      if ('block' in peer || typeof peer.namespaces !== 'number') {
        this.everywhere.push({ policy, peer });
        continue;
      }
      const list = this.inNamespace.get(peer.namespaces);
      if (list === undefined) this.inNamespace.set(peer.namespaces, [{ policy, peer }]);
      else list.push({ policy, peer });
    }
  }

  about(namespace: number): readonly (readonly IndexedPeer[])[] {
    return [this.everywhere, this.inNamespace.get(namespace) ?? []];
  }
}

export class RuleIndex {
  readonly #byPort = new Map<string, PortPeers>();
  /** Ranges, whole protocols, and rules without ports. */
  readonly #others: { readonly rule: CompiledRule; readonly peers: PortPeers }[] = [];

  constructor(policies: readonly CompiledPolicy[]) {
    for (const [policy, { rules }] of policies.entries()) for (const rule of rules.egress) this.#add(policy, rule);
  }

  #add(policy: number, rule: CompiledRule): void {
    const { ports } = rule.fact;
    const isOther =
      ports.length === 0 || ports.some(({ port, endPort }) => port === undefined || endPort !== undefined);
    if (isOther) {
      const peers = new PortPeers();
      peers.add(policy, rule);
      this.#others.push({ rule, peers });
    }
    for (const { port, endPort, protocol, invalid } of ports) {
      if (invalid === true || port === undefined || endPort !== undefined) continue;
      const key = `${port}/${protocol}`;
      let peers = this.#byPort.get(key);
      if (peers === undefined) this.#byPort.set(key, (peers = new PortPeers()));
      peers.add(policy, rule);
    }
  }

  /** Lists of every peer of a rule whose ports match, without those of other namespaces' pods; some may stand in two. */
  matching(attempt: Attempt, namespace: number): readonly (readonly IndexedPeer[])[] {
    const { port, protocol, named } = attempt;
    const names = named.filter((one) => one.port === port && one.protocol === protocol).map(({ name }) => name);
    const others = this.#others.filter(({ rule }) => rulePortMatches(rule.fact, attempt));
    const exact = [port, ...names].map((key) => this.#byPort.get(`${key}/${protocol}`));
    return [...others.map(({ peers }) => peers), ...exact].flatMap((peers) => peers?.about(namespace) ?? []);
  }
}
