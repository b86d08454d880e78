// Whether Istio's policies of authorization take a connection, by the proxies that it passes.
import type { ServiceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { selected } from '../facts/label-selector.ts';
import type { IstioAuthorizationFact } from '../facts/mesh-authorization.ts';
import { objectId } from '../facts/object-id.ts';
import { lacks, unreadLists, unreadReason } from '../facts/unread.ts';
import type { UnreadList } from '../facts/unread.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { GATEWAY_NAME } from '../reach/entry-servers.ts';
import type { Arrival } from './authorization-match.ts';
import { admissionBy } from './authorizations.ts';
import type { Admission } from './authorizations.ts';
import type { Basis, Edge } from './edge.ts';
import type { Istio } from './istio.ts';
import { rootNamespace } from './istio-server.ts';
import { WAYPOINT_CLASS, Waypoints, waypointText } from './waypoints.ts';
import type { Waypoint } from './waypoints.ts';

const KIND = 'security.istio.io/AuthorizationPolicy';
/** What Istio takes a port for. https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/ */
const HTTP = /^(?:http|http2|grpc|grpc-web)(?:-|$)|^kubernetes\.io\/(?:h2c|ws)$/i;
const TCP = /^(?:tcp|tls|https|mongo|mysql|redis)(?:-|$)|^kubernetes\.io\/wss$/i;

const RANK = { admitted: 2, undefined: 1, refused: 0 } as const;

export class MeshAdmission {
  readonly #facts: Facts;
  readonly #istio: Istio;
  readonly #waypoints: Waypoints;
  readonly #root: string;
  readonly #lists: readonly UnreadList[];
  readonly #trustDomain: string;

  constructor(facts: Facts, istio: Istio) {
    this.#facts = facts;
    this.#istio = istio;
    this.#waypoints = new Waypoints(facts);
    this.#root = rootNamespace(facts);
    this.#lists = unreadLists(facts);
    const settings = facts.meshSettings.find(({ system, settings: of }) => system === 'istio' && of.has('trustDomain'));
    this.#trustDomain = settings?.settings.get('trustDomain') ?? 'cluster.local';
  }

  /** Undefined where no policy has a say: no proxy sees it, nothing arrives, or no policy is for the server. */
  of(edge: Edge): Admission | undefined {
    const found = this.#known(edge);
    const { to, protocol } = edge;
    if (found?.verdict === 'refused' || to === undefined || protocol !== 'TCP') return found;
    const missing = this.#lists.filter((list) => lacks(list, KIND, to.namespace) || lacks(list, KIND, this.#root));
    if (missing.length === 0 || this.#istio.serverOf(to, edge.port) === undefined) return found;
    const basis = missing.map((list): Basis => ({ text: unreadReason(list), evidence: [] }));
    return { verdict: 'undefined', basis: [...basis, ...(found?.basis ?? [])] };
  }

  #known(edge: Edge): Admission | undefined {
    const { to, protocol } = edge;
    if (to === undefined || protocol !== 'TCP' || this.#facts.istioAuthorizations.length === 0) return undefined;
    const by = this.#istio.serverOf(to, edge.port);
    if (by === undefined) return undefined;
    const policies = this.#of(to);
    if (by === 'unknown')
      return policies.length === 0 ? undefined : open(policies, 'whether a proxy stands in front of it is not known');
    const arrives = this.#identityOf(edge);
    if (arrives === 'refused') return undefined;
    if (by === 'ztunnel' && this.#istio.isTunnelled(edge)) return this.#ambient(edge, to, arrives);
    return admissionBy(policies, this.#arrival(edge, by, arrives, edge.port));
  }

  /** With a waypoint, it decides first, by its own policies; then ztunnel, which sees the waypoint and no longer the client. */
  #ambient(edge: Edge, to: WorkloadFact, identity: Arrival['identity']): Admission | undefined {
    const waypoint = this.#waypoints.of(edge);
    const own = this.#of(to);
    if (waypoint === undefined) return admissionBy(own, this.#arrival(edge, 'ztunnel', identity, edge.port));
    if ('lost' in waypoint) return own.length === 0 ? undefined : open(own, waypoint.lost);
    const first = admissionBy(
      this.#ofWaypoint(waypoint, edge.through),
      this.#arrival(edge, 'waypoint', identity, edge.servicePort ?? edge.port),
    );
    const { namespace } = waypoint.gateway;
    const addresses = waypoint.pods.length === 1 ? (waypoint.pods[0]?.addresses ?? []) : [];
    const second = admissionBy(own, {
      ...this.#arrival(edge, 'ztunnel', { namespace, account: waypoint.account }, edge.port),
      addresses,
    });
    return together([first, second], { text: waypointText(waypoint), evidence: [{ object: waypoint.gateway }] });
  }

  #arrival(edge: Edge, by: Arrival['by'], identity: Arrival['identity'], port: number): Arrival {
    return {
      by,
      identity,
      port,
      trustDomain: this.#trustDomain,
      addresses: edge.from?.addresses ?? [],
      speaks: by === 'ztunnel' ? 'tcp' : spoken(edge),
    };
  }

  #identityOf(edge: Edge): Arrival['identity'] | 'refused' {
    const said = this.#istio.of(edge)?.says;
    if (said === 'refused') return 'refused';
    if (said === 'unknown') return 'unknown';
    if (said !== 'mtls' || edge.from === undefined) return 'none';
    const account = this.#facts.podSpecs[edge.from.spec]?.serviceAccount ?? '';
    return { namespace: edge.from.namespace, account: account === '' ? 'default' : account };
  }

  /** Those with a target hold for pods of that Gateway alone (`ShouldAttachPolicy` in istio's policyattachment.go). */
  #of(server: WorkloadFact): IstioAuthorizationFact[] {
    const gateway = server.podLabels?.get(GATEWAY_NAME);
    return this.#facts.istioAuthorizations.filter(({ namespace, selector, targets }) => {
      if (namespace !== this.#root && namespace !== server.namespace) return false;
      if (targets === undefined) return selected(selector, server.podLabels);
      return namespace === server.namespace && targets.some((one) => one.kind === 'Gateway' && one.name === gateway);
    });
  }

  /** Policies without a target never hold for a waypoint. */
  #ofWaypoint({ gateway }: Waypoint, service: ServiceFact | undefined): IstioAuthorizationFact[] {
    return this.#facts.istioAuthorizations.filter(({ namespace, targets = [] }) =>
      targets.some(({ kind, name }) => {
        if (kind === 'Service') return service?.name === name && service.namespace === namespace;
        if (kind === 'Gateway') return gateway.name === name && gateway.namespace === namespace;
        return kind === 'GatewayClass' && name === WAYPOINT_CLASS && namespace === this.#root;
      }),
    );
  }
}

function spoken({ through, servicePort }: Edge): Arrival['speaks'] {
  const port = through?.ports?.find((one) => one.port === servicePort && one.protocol === 'TCP');
  const name = port?.appProtocol ?? port?.name ?? '';
  if (HTTP.test(name)) return 'http';
  return TCP.test(name) ? 'tcp' : 'either';
}

function open(policies: readonly IstioAuthorizationFact[], why: string): Admission {
  const basis = policies.map((object): Basis => ({
    text: `${objectId(object)} may have a say`,
    evidence: [{ object }],
  }));
  return { verdict: 'undefined', basis: [{ text: why, evidence: [] }, ...basis] };
}

/** All of them must take it. */
function together(parts: readonly (Admission | undefined)[], first: Basis): Admission | undefined {
  const told = parts.filter((part) => part !== undefined);
  const [worst] = told.toSorted((a, b) => RANK[a.verdict] - RANK[b.verdict]);
  if (worst === undefined) return undefined;
  const basis = worst.verdict === 'admitted' ? told.flatMap((one) => one.basis) : worst.basis;
  return { verdict: worst.verdict, basis: [first, ...basis] };
}
