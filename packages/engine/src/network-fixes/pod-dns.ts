// Whom the pods of a group ask for names: the cluster's resolver, nameservers of their own, or what their node asks.
import { addressText, parseAddress } from '../facts/address.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { PodDns as Written, WorkloadFact } from '../facts/workload.ts';
import { DNS_PORT, DNS_PROTOCOLS } from './resolver.ts';
import type { Resolver } from './resolver.ts';
import type { Group } from './groups.ts';
import type { ServiceEnds } from './service-ends.ts';

export interface Asked {
  /** Some pod asks the cluster's. */
  readonly cluster: boolean;
  /** Nameservers that `dnsConfig` names. */
  readonly own: readonly Resolver[];
  /** A pod that asks what its node asks: nobody says where that is. */
  readonly ofNode?: WorkloadFact;
}

/** Policies under which the cluster is not asked. https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy */
const NOT_THE_CLUSTER: ReadonlySet<string> = new Set(['None', 'Default']);

export class PodDns {
  readonly #facts: Facts;
  readonly #ends: ServiceEnds;
  readonly #known = new Map<Group, Asked>();

  constructor(facts: Facts, ends: ServiceEnds) {
    this.#facts = facts;
    this.#ends = ends;
  }

  of(group: Group): Asked {
    let asked = this.#known.get(group);
    if (asked === undefined) this.#known.set(group, (asked = this.#read(group)));
    return asked;
  }

  #read({ pods }: Group): Asked {
    const bySpec = new Map(pods.map((pod) => [pod.spec, pod]));
    const all = [...bySpec].map(([spec, pod]) => ({ pod, dns: this.#facts.podSpecs[spec]?.dns ?? {} }));
    const ofNode = all.find(({ dns }) => dns.policy === 'Default')?.pod;
    return {
      cluster: all.some(({ dns }) => !NOT_THE_CLUSTER.has(dns.policy ?? '')),
      own: all.flatMap(({ pod, dns }) => this.#nameservers(pod, dns)),
      ...(ofNode !== undefined && { ofNode }),
    };
  }

  /** An address of a Service stands for the pods behind it. */
  #nameservers(pod: WorkloadFact, { nameservers = [] }: Written): Resolver[] {
    return nameservers.flatMap((written) =>
      DNS_PROTOCOLS.flatMap((protocol) =>
        this.#ends.ofAddress(written, DNS_PORT, protocol).targets.map((target) => ({
          ...target,
          text: `dnsConfig of ${objectId(pod)} names ${textOf(written)}`,
          evidence: [{ object: pod, pointer: `${pod.specPointer}/dnsConfig` }],
        })),
      ),
    );
  }
}

function textOf(written: string): string {
  const address = parseAddress(written);
  return address === undefined ? written : addressText(address);
}
