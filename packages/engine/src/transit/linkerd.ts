// What Linkerd makes of an edge: proxies on both ends, ports that they skip, and whom a server takes without an identity.
import type { NamespaceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { selectorMatches } from '../facts/label-selector.ts';
import type { LinkerdGrantFact, LinkerdServerFact } from '../facts/mesh.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { hasNamedPort } from '../reach/container-ports.ts';
import type { Basis, Edge, LayerVerdict } from './edge.ts';
import { says } from './edge.ts';
import { listsPort } from './port-list.ts';

const CONFIG = 'config.linkerd.io/';
const INJECT = 'linkerd.io/inject';
const PROXY = 'linkerd-proxy';
/** Ports of Galera and the like, which the proxy leaves alone. https://github.com/linkerd/linkerd2/blob/main/charts/linkerd-control-plane/values.yaml */
const SKIPPED = '4567,4568';
const DEFAULT_POLICY = 'all-unauthenticated';
/** Where a proxy takes what another one sends. */
const INBOUND = 4143;
const NO_LABELS: ReadonlyMap<string, string> = new Map();

export class Linkerd {
  readonly #facts: Facts;
  readonly #namespaces: ReadonlyMap<string, NamespaceFact>;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#namespaces = new Map(facts.namespaces.map((one) => [one.name, one]));
  }

  /**
   * The port that policies of the network see between two proxies, whichever the client asks for.
   * https://linkerd.io/2/common-errors/network-policy/
   */
  tunnelPort(edge: Edge): number | undefined {
    if (edge.from === undefined || edge.to === undefined || this.of(edge)?.says !== 'mtls') return undefined;
    const own = edge.to.podAnnotations.get(`${CONFIG}inbound-port`) ?? '';
    return /^\d{1,5}$/.test(own) ? Number(own) : INBOUND;
  }

  /** Undefined where neither end has a proxy. */
  of({ from, to, port, servicePort, protocol }: Edge): LayerVerdict | undefined {
    const client = from === undefined ? undefined : this.#member(from);
    const server = to === undefined ? undefined : this.#member(to);
    if (client?.isMeshed !== true && server?.isMeshed !== true) return undefined;
    const ends = [client, server].filter((end) => end !== undefined).map(({ basis }) => basis);
    if (protocol !== 'TCP') return { ...says('clear', `Linkerd carries TCP alone`), basis: ends };
    const skips =
      from === undefined || client?.isMeshed !== true ? undefined : this.#skips(from, 'outbound', servicePort ?? port);
    const leaves = to === undefined || server?.isMeshed !== true ? undefined : this.#skips(to, 'inbound', port);
    const beside = skips ?? leaves;
    if (leaves !== undefined) return { says: 'clear', basis: [...ends, leaves] };
    if (client?.isMeshed === true && server?.isMeshed === true && beside === undefined)
      return { says: 'mtls', basis: [...ends, { text: 'two proxies of Linkerd speak mTLS', evidence: [] }] };
    if (to === undefined || server?.isMeshed !== true)
      return { says: 'clear', basis: beside === undefined ? ends : [...ends, beside] };
    const taken = this.#takesUnmeshed(to, port);
    return { says: taken.says, basis: [...ends, ...(beside === undefined ? [] : [beside]), ...taken.basis] };
  }

  /** https://linkerd.io/2/features/proxy-injection/ */
  #member(workload: WorkloadFact): { readonly isMeshed: boolean; readonly basis: Basis } {
    const spec = this.#facts.podSpecs[workload.spec];
    const id = objectId(workload);
    const evidence = [{ object: workload, pointer: '' }];
    const is = (isMeshed: boolean, text: string): { isMeshed: boolean; basis: Basis } => ({
      isMeshed,
      basis: { text, evidence },
    });
    if (spec?.containers.some(({ name }) => name === PROXY) === true)
      return is(true, `${id} has the container linkerd-proxy`);
    if (spec?.hostNetwork === true) return is(false, `${id} is on its host’s network, where Linkerd injects nothing`);
    if (workload.isPod && workload.phase !== '') return is(false, `${id} runs without the container linkerd-proxy`);
    const asked = this.#setting(workload, INJECT) ?? '';
    if (asked === 'enabled' || asked === 'ingress') return is(true, `${id} asks for Linkerd’s proxy (${INJECT})`);
    return is(false, `nothing asks for Linkerd’s proxy in ${id}`);
  }

  /** An annotation of the pod, else of its namespace. */
  #setting({ podAnnotations, namespace }: WorkloadFact, name: string): string | undefined {
    return podAnnotations.get(name) ?? this.#namespaces.get(namespace)?.annotations.get(name);
  }

  /** A skipped port is not in the proxy; an opaque one is, and stays encrypted. */
  #skips(workload: WorkloadFact, direction: 'inbound' | 'outbound', port: number): Basis | undefined {
    const name = `${CONFIG}skip-${direction}-ports`;
    const installed = this.#installed(direction === 'inbound' ? 'ignoreInboundPorts' : 'ignoreOutboundPorts');
    const list = this.#setting(workload, name) ?? installed ?? SKIPPED;
    if (!listsPort(list, port)) return undefined;
    const text = `${objectId(workload)} keeps port ${port} out of its proxy (${name})`;
    return { text, evidence: [{ object: workload, pointer: '' }] };
  }

  #installed(name: string): string | undefined {
    return this.#facts.meshSettings.find(({ system }) => system === 'linkerd')?.settings.get(name);
  }

  /** A Server takes over its port; without one, the default policy decides. https://linkerd.io/2/reference/authorization-policy/ */
  #takesUnmeshed(to: WorkloadFact, port: number): LayerVerdict {
    const server = this.#facts.linkerdServers.find((one) => this.#isFor(one, to, port));
    if (server === undefined) {
      const policy =
        this.#setting(to, `${CONFIG}default-inbound-policy`) ??
        this.#installed('defaultInboundPolicy') ??
        DEFAULT_POLICY;
      return says(admits(policy) ? 'clear' : 'refused', `the default policy of port ${port} is ${policy}`, {
        object: to,
        pointer: '',
      });
    }
    const cite = { object: server, pointer: '/spec' };
    const grant = this.#facts.linkerdGrants.find((one) => one.takesUnmeshed && isGrantFor(one, server));
    if (grant !== undefined)
      return says('clear', `${objectId(grant)} takes clients without an identity`, { object: grant, pointer: '/spec' });
    if (admits(server.accessPolicy))
      return says('clear', `${objectId(server)} takes all clients (${server.accessPolicy})`, cite);
    return says('refused', `${objectId(server)} takes no client without an identity`, cite);
  }

  #isFor({ namespace, podSelector, port: of }: LinkerdServerFact, to: WorkloadFact, port: number): boolean {
    if (namespace !== to.namespace || !selectorMatches(podSelector, to.podLabels ?? NO_LABELS)) return false;
    if (typeof of === 'number') return of === port;
    return hasNamedPort(this.#facts, to, of, port);
  }
}

/** Whether some pod may have a proxy of Linkerd's. */
export function hasLinkerd({ namespaces, workloads, podSpecs }: Facts): boolean {
  return (
    namespaces.some(({ annotations }) => annotations.has(INJECT)) ||
    workloads.some(({ podAnnotations }) => podAnnotations.has(INJECT)) ||
    podSpecs.some(({ containers }) => containers.some(({ name }) => name === PROXY))
  );
}

function admits(policy: string): boolean {
  return policy === 'all-unauthenticated' || policy === 'cluster-unauthenticated' || policy === 'audit';
}

/** Labels of Servers are not kept: a grant by labels may be for any of its namespace. */
function isGrantFor({ namespace, server: name, labels }: LinkerdGrantFact, server: LinkerdServerFact): boolean {
  return (
    namespace === server.namespace &&
    (name === server.name || (name === '' && labels === undefined) || labels !== undefined)
  );
}
