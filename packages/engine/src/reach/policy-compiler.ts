// Makes single policies ready for questions about one cluster's classes of pods; what two of them ask for alike is found once.
import { parseBlock } from '../facts/address.ts';
import { isolates } from '../facts/network.ts';
import type { Direction, NetworkPolicyFact, PolicyBlock, PolicyPeer, PolicyRule } from '../facts/network.ts';
import type { LabelSelector } from '../facts/object.ts';
import { ClassSets } from './class-sets.ts';
import type { BlockPeer, CompiledPeer, CompiledPolicy, CompiledRule } from './compiled-policy.ts';
import { selectorKey, selects } from './label-truth.ts';
import type { Labels } from './label-truth.ts';
import type { Pods } from './pods.ts';

export class PolicyCompiler {
  readonly sets: ClassSets;
  readonly #placeOf: ReadonlyMap<string, number>;
  readonly #labels: readonly Labels[];
  readonly #namespaces = new Map<string, Uint8Array>();
  readonly #blocks = new Map<string, BlockPeer>();

  constructor(pods: Pods, labels: readonly Labels[]) {
    this.sets = new ClassSets(pods);
    this.#placeOf = new Map(pods.namespaces.map((name, index) => [name, index]));
    this.#labels = labels;
  }

  compile(fact: NetworkPolicyFact): CompiledPolicy {
    const isValid = !fact.faults.some(({ refused }) => refused);
    const namespace = this.placeOf(fact);
    const rulesOf = (direction: Direction): CompiledRule[] =>
      isolates(fact, direction) ? fact[direction].map((rule) => this.#rule(rule, namespace)) : [];
    return { fact, isValid, rules: { ingress: rulesOf('ingress'), egress: rulesOf('egress') } };
  }

  placeOf({ namespace }: NetworkPolicyFact): number {
    return this.#placeOf.get(namespace) as number;
  }

  #rule(fact: PolicyRule, namespace: number): CompiledRule {
    const peers = fact.peers.flatMap((peer) => (peer.invalid === true ? [] : [this.#peer(peer, namespace)]));
    return { fact, isForAll: fact.peers.length === 0, peers };
  }

  #peer({ podSelector, namespaceSelector, ipBlock }: PolicyPeer, namespace: number): CompiledPeer {
    if (ipBlock !== undefined) return this.#block(ipBlock);
    const pods = podSelector ?? EVERYTHING;
    if (namespaceSelector === undefined) return { pods: this.sets.inNamespace(pods, namespace), namespaces: namespace };
    return { pods: this.sets.everywhere(pods), namespaces: this.#selected(namespaceSelector) };
  }

  /** Equal blocks are one, so that what lies in them is found once. */
  #block(block: PolicyBlock): BlockPeer {
    const key = [block.cidr, ...block.except].join(' ');
    let peer = this.#blocks.get(key);
    if (peer === undefined) {
      peer = blockPeer(block);
      this.#blocks.set(key, peer);
    }
    return peer;
  }

  #selected(selector: LabelSelector): Uint8Array {
    const key = selectorKey(selector);
    let truths = this.#namespaces.get(key);
    if (truths === undefined) {
      truths = Uint8Array.from(this.#labels, (labels) => selects(selector, labels));
      this.#namespaces.set(key, truths);
    }
    return truths;
  }
}

const EVERYTHING: LabelSelector = { matchLabels: new Map(), matchExpressions: [] };

function blockPeer({ cidr, except }: PolicyBlock): BlockPeer {
  const parts = except.map(parseBlock);
  const isWhole = parts.every((part) => part !== undefined);
  return { block: isWhole ? parseBlock(cidr) : undefined, except: isWhole ? parts : [] };
}
