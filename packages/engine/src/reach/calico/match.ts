// Whether a rule of Calico's matches a connection: both ends, protocol, ports, family.
import { inBlock, parseBlock } from '../../facts/address.ts';
import type { AddressBlock, Family } from '../../facts/address.ts';
import type { CalicoRule, CalicoSetFact } from '../../facts/calico-policy.ts';
import type { Facts } from '../../facts/facts.ts';
import type { PolicyPort } from '../../facts/network.ts';
import { portMatches } from '../attempt.ts';
import type { Attempt, End } from '../attempt.ts';
import { mayHoldHosts } from '../host-addresses.ts';
import type { Labels } from '../label-truth.ts';
import type { Pods } from '../pods.ts';
import type { Sides } from '../sides.ts';
import { both, either, MAYBE, NO, YES } from '../truth.ts';
import type { Truth } from '../truth.ts';
import type { CompiledCalicoRule, CompiledEntity, Scope } from './compiled-policy.ts';
import { selectsResource } from './labels.ts';
import type { Resource } from './labels.ts';

type Blocks = readonly (AddressBlock | undefined)[];

interface SetOfNets {
  readonly resource: Resource;
  readonly nets: Blocks;
}

const UNASKED = 3;
const not = (truth: Truth): Truth => (YES - truth) as Truth;
const NO_LABELS: Labels = { known: new Map(), isComplete: false };

export class CalicoMatcher {
  readonly #pods: Pods;
  readonly #namespaces: readonly Labels[];
  readonly #sets: readonly SetOfNets[];
  readonly #hosts: ReadonlySet<string>;
  readonly #byScope = new Map<
    string,
    { readonly classes: Uint8Array; readonly sets: readonly (readonly [SetOfNets, Truth])[] }
  >();

  constructor({ calicoSets, calicoHosts }: Facts, pods: Pods, namespaces: readonly Labels[]) {
    this.#pods = pods;
    this.#namespaces = namespaces;
    this.#sets = calicoSets.map((set) => ({ resource: this.#setResource(set), nets: set.nets.map(parseBlock) }));
    this.#hosts = new Set(calicoHosts.map(({ node }) => node));
  }

  /** Whether policies hold traffic of the node itself. */
  isHeld(node: string): boolean {
    return this.#hosts.has(node) || (node === '' && this.#hosts.size > 0);
  }

  #setResource({ labels, namespace }: CalicoSetFact): Resource {
    const place = this.#pods.namespaces.indexOf(namespace);
    const isGlobal = namespace === '';
    const namespaceLabels = this.#namespaces[place] ?? NO_LABELS;
    return { labels, namespace: isGlobal ? undefined : namespace, namespaceLabels, account: undefined };
  }

  #resourceOf(podClass: number): Resource {
    const { namespace, labels, account } = this.#pods.classes[podClass] as Pods['classes'][number];
    return {
      labels,
      namespace: this.#pods.namespaces[namespace],
      namespaceLabels: this.#namespaces[namespace] as Labels,
      account,
    };
  }

  /** Each selector is asked of each class once. */
  selectsClass(scope: Scope, podClass: number): Truth {
    const { classes } = this.#known(scope);
    const known = classes[podClass] as number;
    if (known !== UNASKED) return known as Truth;
    const truth = selectsResource(scope.selector, this.#resourceOf(podClass));
    classes[podClass] = truth;
    return truth;
  }

  #known(scope: Scope) {
    let known = this.#byScope.get(scope.key);
    if (known === undefined) {
      const sets = this.#sets
        .map((set) => [set, selectsResource(scope.selector, set.resource)] as const)
        .filter(([, truth]) => truth !== NO);
      known = { classes: new Uint8Array(this.#pods.classes.length).fill(UNASKED), sets };
      this.#byScope.set(scope.key, known);
    }
    return known;
  }

  /** Selectors stand for addresses: of pods, of the nodes that are endpoints, and of the networks in sets. */
  #isSelected(scope: Scope, end: End): Truth {
    let truth: Truth = NO;
    if (end.kind === 'pod') truth = this.selectsClass(scope, end.podClass);
    if (end.kind === 'node' && this.isHeld(end.node)) truth = MAYBE;
    for (const [{ nets }, selected] of this.#known(scope).sets) {
      if (truth === YES) break;
      truth = either(truth, both(selected, inAny(nets, end)));
    }
    return truth;
  }

  rule({ fact, source, destination }: CompiledCalicoRule, { own, other, direction }: Sides, attempt: Attempt): Truth {
    const [from, to] = direction === 'ingress' ? [other, own] : [own, other];
    const family = (from.address ?? to.address)?.family;
    let truth = protocolMatches(fact, attempt, family);
    if (truth === NO) return NO;
    // From which port a connection comes is not known.
    if (source.fact.ports !== undefined || source.fact.notPorts !== undefined) truth = both(truth, MAYBE);
    truth = both(truth, portsMatch(destination.fact, attempt));
    if (truth !== NO) truth = both(truth, this.#entity(source, from, family));
    return truth === NO ? NO : both(truth, this.#entity(destination, to, family));
  }

  #entity({ fact, scope, not: left, nets, notNets }: CompiledEntity, end: End, family: Family | undefined): Truth {
    let truth: Truth = fact.services === true ? MAYBE : YES;
    if (nets !== undefined) truth = both(truth, inAny(nets, end));
    if (notNets !== undefined) truth = both(truth, outOfAll(notNets, end, family));
    if (truth !== NO && scope !== undefined) truth = both(truth, this.#isSelected(scope, end));
    if (truth !== NO && left !== undefined) truth = both(truth, not(this.#isSelected(left, end)));
    return truth;
  }
}

function inAny(blocks: Blocks, { kind, address }: End): Truth {
  let truth: Truth = NO;
  for (const block of blocks) {
    if (block === undefined) truth = MAYBE;
    else if (address === undefined) truth = kind === 'outside' || mayHoldHosts(block) ? MAYBE : truth;
    else if (inBlock(block, address)) return YES;
  }
  return truth;
}

/** Felix leaves out a rule of which all blocks are of the other family; the documentation says that none of them matches. */
function outOfAll(blocks: Blocks, end: End, family: Family | undefined): Truth {
  const isOther = family !== undefined && blocks.every((block) => block !== undefined && block.family !== family);
  return isOther ? MAYBE : not(inAny(blocks, end));
}

function protocolMatches(fact: CalicoRule, { protocol }: Attempt, family: Family | undefined): Truth {
  if (fact.icmp === true || (fact.protocol !== undefined && fact.protocol !== protocol)) return NO;
  if (fact.notProtocol === protocol) return NO;
  const ofFamily =
    fact.ipVersion === undefined ? YES : family === undefined ? MAYBE : Number(fact.ipVersion) === family ? YES : NO;
  return fact.http === true ? both(ofFamily, MAYBE) : ofFamily;
}

function portsMatch({ ports, notPorts }: CompiledEntity['fact'], attempt: Attempt): Truth {
  const hits = (list: readonly PolicyPort[]): boolean =>
    list.some((port) => portMatches({ ...port, protocol: attempt.protocol }, attempt));
  if (ports !== undefined && !hits(ports)) return NO;
  return notPorts !== undefined && hits(notPorts) ? NO : YES;
}
