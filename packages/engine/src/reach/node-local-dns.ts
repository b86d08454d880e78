// NodeLocal DNSCache: the DaemonSets that run it, and the addresses of each node at which it answers.
import { parseAddress } from '../facts/address.ts';
import type { Facts } from '../facts/facts.ts';
import type { WorkloadFact } from '../facts/workload.ts';

export interface NodeLocalCache {
  readonly cache: WorkloadFact;
  /**
   * All of `-localip`. Where kube-proxy runs in iptables mode that is a link-local address and the resolver’s Service address, at which pods go
   * on asking; in IPVS mode the first alone, of which kubelets are told.
   * https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
   */
  readonly addresses: readonly string[];
}

/** The manifest of Kubernetes, and that of kubespray. */
const NAMES: ReadonlySet<string> = new Set(['node-local-dns', 'nodelocaldns']);

export function nodeLocalCaches({ workloads, podSpecs }: Facts): NodeLocalCache[] {
  const caches = workloads.filter(
    ({ objectKind, name, owner }) => NAMES.has(name) && objectKind === 'DaemonSet' && owner === undefined,
  );
  return caches.map((cache) => {
    const words = podSpecs[cache.spec]?.containers.flatMap(({ command, args }) => [...command, ...args]) ?? [];
    const given = words.flatMap(
      (word, at) => /^--?localip(?:=(.+))?$/.exec(word)?.[1] ?? (/^--?localip$/.test(words[at - 1] ?? '') ? word : []),
    );
    const addresses = given.flatMap((list) => list.split(',')).filter((one) => parseAddress(one) !== undefined);
    return { cache, addresses: [...new Set(addresses)] };
  });
}
