// Whether every pod of a namespace reaches one that answers names, over UDP and over TCP, as far as it did before.
import { objectId } from '../facts/object-id.ts';
import type { CanConnect } from '../reach/can-connect.ts';
import type { Verdict } from '../reach/judge.ts';
import { RANK } from '../reach/pairs.ts';
import { DNS_PROTOCOLS } from './resolver.ts';
import type { Resolver } from './resolver.ts';
import { Wanted } from './gate.ts';
import type { Gate } from './gate.ts';
import { hostOf } from './host-ends.ts';
import type { PodDns } from './pod-dns.ts';
import type { Representative, Representatives } from './representatives.ts';

export interface DnsSettings {
  readonly before: CanConnect;
  readonly after: CanConnect;
  readonly resolvers: readonly Resolver[];
  readonly dns: PodDns;
  readonly representatives: Representatives;
}

const ABSENT =
  'nothing that answers names is in the input: add what `kubectl get services,pods -n kube-system -l k8s-app=kube-dns -o yaml` ' +
  'prints (OpenShift: `-n openshift-dns`)';

export class DnsGate {
  readonly #settings: DnsSettings;

  constructor(settings: DnsSettings) {
    this.#settings = settings;
  }

  of(namespace: string): Gate {
    const { before, after, representatives } = this.#settings;
    const wanted = new Wanted('allow');
    for (const one of representatives.all) {
      if (one.group.onHost || one.group.namespace !== namespace) continue;
      if (this.#isUnknown(one)) return { gate: 'dns', result: 'fail', reasons: [ABSENT] };
      // Whom a node asks is not known: that is told with what is not known.
      if (this.#resolvers(one).length === 0) continue;
      for (const protocol of DNS_PROTOCOLS) {
        const now = this.#best(before, one, protocol);
        const then = this.#best(after, one, protocol);
        // What was refused before is listed with the needs that are not opened.
        if (now === 'deny') continue;
        wanted.add(then, `${objectId(one.pod)} → names over ${protocol}: ${then}`);
      }
    }
    return wanted.gate('dns');
  }

  #isUnknown({ group }: Representative): boolean {
    const { dns, resolvers } = this.#settings;
    return resolvers.length === 0 && dns.of(group).cluster;
  }

  #resolvers({ group }: Representative): readonly Resolver[] {
    const { cluster, own } = this.#settings.dns.of(group);
    return [...(cluster ? this.#settings.resolvers : []), ...own];
  }

  #best(can: CanConnect, one: Representative, protocol: 'UDP' | 'TCP'): Verdict {
    const { pod } = one;
    let best: Verdict = 'deny';
    for (const resolver of this.#resolvers(one)) {
      if (resolver.protocol !== protocol) continue;
      for (const to of this.#ids(resolver)) {
        const answer = can.answer({ from: objectId(pod), to, port: resolver.port, protocol });
        const verdict = 'error' in answer ? 'undefined' : answer.verdict;
        if (RANK[verdict] > RANK[best]) best = verdict;
        if (best === 'allow') return best;
      }
    }
    return best;
  }

  #ids({ end }: Resolver): readonly string[] {
    if (end.kind === 'group') return this.#settings.representatives.of(end.group).map(({ pod }) => objectId(pod));
    return end.kind === 'blocks' ? end.cidrs.map((cidr) => `ip:${hostOf(cidr)}`) : [];
  }
}
