// Whether a rule of Cilium names the other end of a connection, and its port.
import { addressText, inBlock, parseAddress } from '../../facts/address.ts';
import type { NodeFact } from '../../facts/cluster.ts';
import type { Facts } from '../../facts/facts.ts';
import type { PolicyPort } from '../../facts/network.ts';
import type { Attempt, End } from '../attempt.ts';
import type { Labels } from '../label-truth.ts';
import type { Pods } from '../pods.ts';
import { isOwnNode } from '../sides.ts';
import type { Sides } from '../sides.ts';
import { both, either, MAYBE, NO, YES } from '../truth.ts';
import type { Truth } from '../truth.ts';
import type { CompiledCiliumPeer, CompiledCiliumRule } from './compiled-spec.ts';
import { NO_POD, selectsIdentity } from './labels.ts';
import type { Identity, Want } from './labels.ts';
import type { CiliumSettings } from './settings.ts';

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const UNASKED = 3;

export class CiliumPeers {
  readonly #pods: Pods;
  readonly #namespaces: readonly Labels[];
  readonly #settings: CiliumSettings;
  readonly #nodes: ReadonlyMap<string, NodeFact>;
  /** Addresses of the API server; undefined where no endpoints of it are in the input. */
  readonly #apiServers: ReadonlySet<string> | undefined;
  readonly #byKey = new Map<string, Uint8Array>();
  /** `NAME/PROTOCOL` → the numbers that pods of the cluster give to a name. */
  readonly #named = new Map<string, Set<number>>();

  constructor(facts: Facts, pods: Pods, namespaces: readonly Labels[], settings: CiliumSettings) {
    this.#pods = pods;
    this.#namespaces = namespaces;
    this.#settings = settings;
    this.#nodes = new Map(facts.nodes.map((node) => [node.name, node]));
    this.#apiServers = apiServersOf(facts);
    for (const { ports, hostNetwork } of pods.classes)
      for (const { name, port, protocol } of hostNetwork ? [] : ports) {
        const key = `${name}/${protocol}`;
        const numbers = this.#named.get(key);
        if (numbers === undefined) this.#named.set(key, new Set([port]));
        else numbers.add(port);
      }
  }

  identityOf(podClass: number): Identity {
    const { namespace, labels, account } = this.#pods.classes[podClass] as Pods['classes'][number];
    return {
      labels,
      account,
      namespace: this.#pods.namespaces[namespace],
      namespaceLabels: this.#namespaces[namespace] as Labels,
    };
  }

  /** A rule that names neither ends nor ports lets nobody through: it only isolates. */
  rule({ fact, peers }: CompiledCiliumRule, sides: Sides, attempt: Attempt): Truth {
    const isBare = peers === undefined && fact.ports === undefined && !fact.conditions.includes('toPorts');
    if (isBare) return NO;
    const port = this.#ports(fact.ports, sides, attempt);
    if (port === NO || peers === undefined) return port;
    let truth: Truth = NO;
    for (const peer of peers) {
      truth = either(truth, this.#peer(peer, sides));
      if (truth === YES) break;
    }
    return both(port, truth);
  }

  #ports(ports: readonly PolicyPort[] | undefined, sides: Sides, attempt: Attempt): Truth {
    if (ports === undefined) return YES;
    let truth: Truth = NO;
    for (const port of ports) truth = either(truth, this.#port(port, sides, attempt));
    return truth;
  }

  /**
   * Layer 4 is about ports after those of Services are translated. A name means, for ingress, the pod's own port; for egress, the agent
   * looks it up among all pods at once (cilium/cilium#30003).
   */
  #port({ protocol, port, endPort, invalid }: PolicyPort, { direction }: Sides, attempt: Attempt): Truth {
    if (protocol === '' ? !PROTOCOLS.includes(attempt.protocol) : protocol !== attempt.protocol) return NO;
    // What is no port is refused; what it would mean is not known.
    if (invalid === true) return MAYBE;
    if (typeof port !== 'string') {
      if (port === undefined || port === 0) return YES;
      return attempt.port >= port && attempt.port <= (endPort ?? port) ? YES : NO;
    }
    const isOwn = attempt.named.some(
      (one) => one.name === port && one.port === attempt.port && one.protocol === attempt.protocol,
    );
    if (direction === 'ingress') return isOwn ? YES : NO;
    const numbers = this.#named.get(`${port}/${attempt.protocol}`);
    if (numbers?.has(attempt.port) !== true) return NO;
    return isOwn && numbers.size === 1 ? YES : MAYBE;
  }

  #peer(peer: CompiledCiliumPeer, sides: Sides): Truth {
    const { fact, wants, key = '', block } = peer;
    if (wants !== undefined) return this.selects(wants, key, sides.other);
    if (block !== undefined) return this.#block(block, sides.other);
    if (fact.entity !== undefined) return this.#entity(fact.entity, sides);
    return this.#unjudged(fact.unjudged ?? '', sides.other);
  }

  selects(wants: readonly Want[], key: string, { kind, podClass }: End): Truth {
    if (kind !== 'pod') return selectsIdentity(wants, NO_POD);
    let truths = this.#byKey.get(key);
    if (truths === undefined) {
      truths = new Uint8Array(this.#pods.classes.length).fill(UNASKED);
      this.#byKey.set(key, truths);
    }
    const known = truths[podClass] as number;
    if (known !== UNASKED) return known as Truth;
    const truth = this.#isHost(podClass) ? NO : selectsIdentity(wants, this.identityOf(podClass));
    truths[podClass] = truth;
    return truth;
  }

  #isHost(podClass: number): boolean {
    return this.#pods.classes[podClass]?.hostNetwork === true;
  }

  /** Blocks match what is outside; nodes only where Cilium is told so. https://docs.cilium.io/en/stable/security/policy/language/#ip-cidr-based */
  #block({ whole, except }: NonNullable<CompiledCiliumPeer['block']>, { kind, address }: End): Truth {
    if (kind === 'pod' || (kind === 'node' && !this.#settings.blocksMatchNodes)) return NO;
    if (whole === undefined || address === undefined) return MAYBE;
    return inBlock(whole, address) && !except.some((part) => inBlock(part, address)) ? YES : NO;
  }

  /** https://docs.cilium.io/en/stable/security/policy/language/#entities-based */
  #entity(entity: string, sides: Sides): Truth {
    const { own, other } = sides;
    const isNode = other.kind === 'node';
    const isOwn = isOwnNode(own, other);
    switch (entity) {
      case 'all':
        return YES;
      case 'world':
        return other.kind === 'outside' ? YES : NO;
      case 'cluster':
        return other.kind === 'outside' ? this.#apiServer(sides) : YES;
      case 'host':
        return isNode ? isOwn : NO;
      case 'remote-node':
        return isNode ? ((YES - isOwn) as Truth) : NO;
      case 'kube-apiserver':
        return this.#apiServer(sides);
      default:
        // Endpoints of Cilium's own, pods that it does not manage, and those that have no identity yet: none is in the input.
        return NO;
    }
  }

  /**
   * Where a cloud runs the API server, its connections to pods need not come with its own identity: Cilium documents that the entity is
   * not there for ingress on AKS, EKS and GKE (https://docs.cilium.io/en/stable/security/policy/language/#entities-based, cilium/cilium#32464).
   */
  #apiServer({ other, direction }: Sides): Truth {
    const truth = this.#isApiServer(other);
    return truth === YES && other.kind === 'outside' && direction === 'ingress' ? MAYBE : truth;
  }

  #isApiServer({ kind, node, address }: End): Truth {
    if (kind === 'pod') return NO;
    if (this.#apiServers === undefined) return MAYBE;
    const own = kind === 'node' ? (this.#nodes.get(node)?.addresses ?? []) : [];
    const texts = [...own.map((one) => one.address), ...(address === undefined ? [] : [addressText(address)])];
    if (texts.length === 0) return MAYBE;
    return texts.some((text) => this.#apiServers?.has(canonical(text)) === true) ? YES : NO;
  }

  /** Names of hosts and groups of a cloud never stand for pods; nodes and Services may. */
  #unjudged(field: string, { kind }: End): Truth {
    if (/FQDNs|Groups|cidrGroup/.test(field)) return kind === 'outside' ? MAYBE : NO;
    if (/Nodes/.test(field)) return kind === 'node' ? MAYBE : NO;
    return MAYBE;
  }
}

function canonical(text: string): string {
  const address = parseAddress(text);
  return address === undefined ? text : addressText(address);
}

function apiServersOf({ endpoints }: Facts): ReadonlySet<string> | undefined {
  const own = endpoints.filter(({ namespace, service }) => namespace === 'default' && service === 'kubernetes');
  return own.length === 0 ? undefined : new Set(own.flatMap(({ addresses }) => addresses.map(canonical)));
}
