// Address blocks of a NetworkPolicy that are written with the address of one host: they are the whole network.
import { addressText, hostBlock, inBlock, parseAddress, parseBlock } from '../facts/address.ts';
import type { Address, AddressBlock } from '../facts/address.ts';
import type { Facts } from '../facts/facts.ts';
import type { NetworkPolicyFact, PolicyPeer } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import { addressesOf } from '../reach/pods.ts';
import type { ConnectRequest } from '../results/can-connect.ts';
import type { Check, Failure } from './check.ts';
import { jsonPatch } from './patch.ts';
import { peerPods } from './peer-pods.ts';
import type { PeerPods } from './peer-pods.ts';
import { flowText } from './policy-rule.ts';
import { rulesIn, withRule } from './rule-place.ts';
import type { RulePlace } from './rule-place.ts';
import { whatIf } from './what-if.ts';
import type { WhatIf } from './what-if.ts';

const USUAL_PORT = 443;

/** A peer with a block, in its rule. */
interface Written extends RulePlace {
  readonly peer: PolicyPeer;
  readonly index: number;
}

/** The address that stands before the prefix, where it is not the first of its block. */
function hostOf(cidr: string): { readonly host: Address; readonly block: AddressBlock } | undefined {
  const block = parseBlock(cidr);
  const host = parseAddress(cidr.slice(0, cidr.indexOf('/')));
  return block === undefined || host === undefined || host.value === block.first ? undefined : { host, block };
}

/** Others of the block, that no exception holds. */
function others({ host, block }: { host: Address; block: AddressBlock }, except: readonly string[]): Address[] {
  const out = except.map(parseBlock).filter((one) => one !== undefined);
  return [host.value + 1n, host.value - 1n, block.last, block.first]
    .map((value) => ({ family: block.family, value }))
    .filter(
      (address) => inBlock(block, address) && address.value !== host.value && !out.some((one) => inBlock(one, address)),
    );
}

class HostBits {
  readonly #facts: Facts;
  readonly #pods: PeerPods;
  readonly #whatIf: WhatIf;
  #addresses: ReadonlySet<string> | undefined;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#pods = peerPods(facts);
    this.#whatIf = whatIf(facts);
  }

  /** Plugins differ in whether blocks are for addresses of pods. */
  #isOfPod(address: Address): boolean {
    this.#addresses ??= new Set(this.#facts.workloads.flatMap((pod) => addressesOf(pod).map(addressText)));
    return this.#addresses.has(addressText(address));
  }

  judge(written: Written, { cidr, except }: NonNullable<PolicyPeer['ipBlock']>): Failure | undefined {
    const found = hostOf(cidr);
    if (found === undefined) return undefined;
    const { policy, rule, peer, index } = written;
    const narrow = hostBlock(addressText(found.host));
    const peers = rule.peers.with(index, { ...peer, ipBlock: { cidr: narrow, except: [] } });
    const meant = withRule(written, { ...rule, peers });
    const witness = this.#witness(written, meant, others(found, except));
    if (witness === undefined) return undefined;
    const whole = `${addressText({ family: found.block.family, value: found.block.first })}/${cidr.split('/')[1]}`;
    const value = { ipBlock: { cidr: narrow } };
    return {
      result: 'fail',
      object: policy,
      pointer: `${peer.pointer}/ipBlock/cidr`,
      message: `The block ${cidr} is all of ${whole}, ${found.block.last - found.block.first + 1n} addresses: ${witness} is allowed by it.`,
      fix: {
        summary: `Write ${narrow} where one host is meant, and ${whole} where its network is.`,
        ...jsonPatch(policy, [{ op: 'replace', path: peer.pointer, value }]),
      },
    };
  }

  /** A connection that is allowed, and would not be if the host alone were named. */
  #witness(
    { policy, direction, rule }: RulePlace,
    meant: NetworkPolicyFact,
    neighbours: readonly Address[],
  ): string | undefined {
    const [pod] = this.#pods.heldBy(policy);
    if (pod === undefined) return undefined;
    const [asked] = rule.ports;
    const port = typeof asked?.port === 'number' ? asked.port : USUAL_PORT;
    const protocol = (asked?.protocol ?? 'TCP') as ConnectRequest['protocol'];
    for (const address of neighbours) {
      if (this.#isOfPod(address)) continue;
      const [own, other] = [objectId(pod), `ip:${addressText(address)}`];
      const ends = direction === 'egress' ? { from: own, to: other } : { from: other, to: own };
      const request = { ...ends, port, protocol };
      if (this.#whatIf.turns(request, { now: 'allow', changed: 'deny' }, [policy, meant])) return flowText(request);
    }
    return undefined;
  }
}

const example = (block: string, more = ''): string => `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: c, image: c}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: partner, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
  - to: [{ipBlock: {${block}}}]
    ports: [{port: 443}]
${more}`;

export const networkPolicyHostBits: Check = {
  id: 'network-policy-host-bits',
  title: 'A NetworkPolicy names one host and allows its network',
  why: 'Bits behind the prefix of a block count for nothing: 203.0.113.7/24 is 203.0.113.0/24. Who reads it sees one host, and every neighbour of it is let through. API servers with strict validation of addresses refuse such a block in new objects and keep those that they have.',
  severity: 'low',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    attack: ['T1048'],
    stride: ['information disclosure'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/',
    'https://github.com/kubernetes/enhancements/tree/master/keps/sig-network/4858-ip-cidr-validation',
  ],
  *find(facts) {
    if (facts.networkPolicies.length === 0) return;
    const bits = new HostBits(facts);
    for (const place of rulesIn(facts.networkPolicies))
      for (const [index, peer] of place.rule.peers.entries()) {
        const failure = peer.ipBlock && bits.judge({ ...place, peer, index }, peer.ipBlock);
        if (failure !== undefined) yield failure;
      }
  },
  examples: {
    exposed: [
      { name: 'a host and a prefix', manifests: example('cidr: 203.0.113.7/24') },
      { name: 'IPv6', manifests: example("cidr: '2001:db8::7/64'") },
      { name: 'its neighbour is no exception', manifests: example('cidr: 203.0.113.7/24, except: [203.0.113.8/32]') },
    ],
    safe: [
      { name: 'a network', manifests: example('cidr: 203.0.113.0/24') },
      { name: 'one host', manifests: example('cidr: 203.0.113.7/32') },
      {
        name: 'the network is open beside it',
        manifests: example('cidr: 203.0.113.7/24', '  - to: [{ipBlock: {cidr: 203.0.113.0/24}}]\n'),
      },
    ],
  },
};
