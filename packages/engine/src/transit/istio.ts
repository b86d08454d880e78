// What Istio makes of an edge: client and server, each with a proxy, in the ambient mesh, or outside of it.
import type { Facts } from '../facts/facts.ts';
import { selected } from '../facts/label-selector.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { plain } from '../reach/pairs.ts';
import type { Basis, Edge, LayerVerdict } from './edge.ts';
import { says } from './edge.ts';
import { IstioClients, TRAFFIC } from './istio-client.ts';
import { IstioMembers } from './istio-member.ts';
import type { Membership } from './istio-member.ts';
import { IstioServers } from './istio-server.ts';
import type { ServerMode } from './istio-server.ts';
import { listsPort } from './port-list.ts';

const OUTSIDE: Membership = {
  mode: 'none',
  basis: { text: 'the client is no pod: it is outside of the mesh', evidence: [] },
};
/** The port that ambient's tunnels run to. https://istio.io/latest/docs/ambient/usage/networkpolicy/ */
export const HBONE = 15_008;

export class Istio {
  readonly #facts: Facts;
  readonly #members: IstioMembers;
  readonly #servers: IstioServers;
  readonly #clients: IstioClients;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#members = new IstioMembers(facts);
    this.#servers = new IstioServers(facts);
    this.#clients = new IstioClients(facts);
  }

  /** True where the connection runs inside of a tunnel to `HBONE`, so that policies see that port. */
  isTunnelled({ from, to, protocol }: Edge): boolean {
    if (from === undefined || to === undefined || protocol !== 'TCP' || from === to) return false;
    return this.#members.of(from).mode === 'ambient' && this.#members.of(to).mode === 'ambient';
  }

  /** What decides about connections to the port; undefined where nothing of the mesh sees them. */
  serverOf(server: WorkloadFact, port: number): 'sidecar' | 'ztunnel' | 'unknown' | undefined {
    const member = this.#members.of(server);
    if (member.mode === 'unknown') return 'unknown';
    if (member.mode === 'ambient') return 'ztunnel';
    return member.mode === 'sidecar' && this.#accepts(server, member, port).mode !== 'open' ? 'sidecar' : undefined;
  }

  /** Undefined where neither end is in the mesh. */
  of(edge: Edge): LayerVerdict | undefined {
    const { from, to, protocol } = edge;
    const client = from === undefined ? OUTSIDE : this.#members.of(from);
    const server = to === undefined ? undefined : this.#members.of(to);
    if (client.mode === 'none' && (server === undefined || server.mode === 'none')) return undefined;
    if (protocol !== 'TCP') return says('clear', `Istio captures TCP alone: ${protocol} passes beside it`);
    if (to === undefined || server === undefined) return this.#toOutside(client, edge);
    const unknown = [client, server].find(({ mode }) => mode === 'unknown');
    if (unknown !== undefined) return { says: 'unknown', basis: [unknown.basis] };
    const accepts = this.#accepts(to, server, edge.port);
    const verdict =
      server.mode === 'ambient' || client.mode === 'ambient'
        ? ambient(client, server, accepts)
        : this.#sidecars(client, { server, accepts, edge });
    return { says: verdict.says, basis: [client.basis, server.basis, ...verdict.basis] };
  }

  #toOutside(client: Membership, edge: Edge): LayerVerdict {
    if (client.mode !== 'sidecar' || edge.from === undefined)
      return { says: 'clear', basis: [client.basis, plain('the server is outside of the mesh')] };
    const choice = this.#clients.choice(edge.from, edge);
    if (choice === 'auto') return { says: 'clear', basis: [client.basis, plain('the server is outside of the mesh')] };
    return { says: choice.says, basis: [client.basis, ...choice.basis] };
  }

  /** Ports that the server's proxy does not see take what comes. */
  #accepts(
    server: WorkloadFact,
    { mode }: Membership,
    port: number,
  ): ServerMode | { readonly mode: 'open'; readonly basis: Basis } {
    const held = mode === 'ambient' ? this.#servers.ambientModeOf(server, port) : this.#servers.modeOf(server, port);
    if (mode !== 'sidecar') return mode === 'none' ? { mode: 'open', basis: held.basis } : held;
    const { podAnnotations } = server;
    const evidence = [{ object: server, pointer: '' }];
    const included = podAnnotations.get(`${TRAFFIC}includeInboundPorts`) ?? '*';
    const isBeside =
      listsPort(podAnnotations.get(`${TRAFFIC}excludeInboundPorts`) ?? '', port) ||
      (included !== '*' && !listsPort(included, port));
    if (isBeside)
      return { mode: 'open', basis: { text: `${objectId(server)} keeps port ${port} out of its proxy`, evidence } };
    const sidecar = this.#facts.istioSidecars.find(
      ({ namespace, selector, uncapturedPorts }) =>
        namespace === server.namespace && uncapturedPorts.includes(port) && selected(selector, server.podLabels),
    );
    if (sidecar === undefined) return held;
    const text = `${objectId(sidecar)} keeps port ${port} out of the proxy (captureMode NONE)`;
    return { mode: 'open', basis: { text, evidence: [{ object: sidecar, pointer: '/spec/ingress' }] } };
  }

  #sidecars(client: Membership, { server, accepts, edge }: Sidecars): LayerVerdict {
    const asked =
      client.mode === 'sidecar' && edge.from !== undefined ? this.#clients.choice(edge.from, edge) : NO_PROXY;
    if (accepts.mode === 'unknown') return { says: 'unknown', basis: [accepts.basis] };
    const sent = asked === 'auto' ? this.#automatic(server, accepts) : asked;
    const verdict = meet(sent.says, server.mode === 'sidecar' ? accepts.mode : 'open');
    const basis = server.mode === 'sidecar' ? [...sent.basis, accepts.basis] : sent.basis;
    return { says: verdict, basis };
  }

  /** https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#auto-mtls */
  #automatic({ mode }: Membership, accepts: { readonly mode: string }): LayerVerdict {
    const settings = this.#facts.meshSettings.find(({ settings: of }) => of.get('enableAutoMtls') === 'false');
    if (settings !== undefined)
      return says('clear', `${objectId(settings)} switches automatic mTLS off`, {
        object: settings,
        pointer: '/data/mesh',
      });
    if (mode !== 'sidecar') return says('clear', 'automatic mTLS is for servers with a proxy');
    if (accepts.mode === 'DISABLE') return says('clear', 'automatic mTLS leaves a server alone whose mode is DISABLE');
    return says('mtls', 'no DestinationRule says otherwise: the client uses mTLS by itself');
  }
}

interface Sidecars {
  readonly server: Membership;
  readonly accepts: ServerMode | { readonly mode: 'open'; readonly basis: Basis };
  readonly edge: Edge;
}

const NO_PROXY: LayerVerdict = { says: 'clear', basis: [] };

/** What is sent, at a server that takes this. Who insists on what the other end does not do gets nothing. */
function meet(sent: LayerVerdict['says'], accepts: ServerMode['mode'] | 'open'): LayerVerdict['says'] {
  if (sent === 'unknown') return 'unknown';
  if (sent === 'mtls') return accepts === 'open' || accepts === 'DISABLE' ? 'refused' : 'mtls';
  return accepts === 'STRICT' ? 'refused' : sent;
}

/** Tunnels run between two ambient ends; DISABLE is not known there and counts as PERMISSIVE. */
function ambient(client: Membership, server: Membership, accepts: Sidecars['accepts']): LayerVerdict {
  if (client.mode === 'ambient' && server.mode === 'ambient')
    return says('mtls', `ztunnel carries it over mTLS to port ${HBONE}`);
  if (client.mode === 'sidecar' || server.mode === 'sidecar')
    return says(
      'unknown',
      'one end has a sidecar, the other is ambient: whether the sidecar speaks HBONE is not in the objects',
    );
  if (server.mode === 'none') return says('clear', 'the server is outside of the mesh: ztunnel passes it on as it is');
  if (accepts.mode === 'unknown') return { says: 'unknown', basis: [accepts.basis] };
  return { says: accepts.mode === 'STRICT' ? 'refused' : 'clear', basis: [accepts.basis] };
}
