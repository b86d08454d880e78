// What policies of the network make of connections between proxies: they see port 15008 of ambient's tunnels, over a waypoint twice, or Linkerd's 4143, and nothing of the program's port.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { CanConnect, Connected } from '../reach/can-connect.ts';
import { plain, RANK } from '../reach/pairs.ts';
import type { Basis, Edge } from './edge.ts';
import { HBONE } from './istio.ts';
import { Waypoints, waypointText } from './waypoints.ts';

export interface Tunnelled {
  readonly verdict: Connected['verdict'];
  readonly because: readonly Basis[];
}

/**
 * "NetworkPolicy is enforced on the host, outside the pod": a policy that leaves 15008 out denies the tunnel, whatever it says of the
 * program's port; one that lets 15008 in lets every port of the program in.
 * https://istio.io/latest/docs/ambient/usage/networkpolicy/ https://linkerd.io/2/common-errors/network-policy/
 */
export class Tunnels {
  readonly #connect: CanConnect;
  readonly #waypoints: Waypoints;

  constructor(facts: Facts, connect: CanConnect) {
    this.#connect = connect;
    this.#waypoints = new Waypoints(facts);
  }

  /** Undefined where an end is no pod. */
  of(edge: Edge, tunnel: number): Tunnelled | undefined {
    const { from, to, port } = edge;
    if (from === undefined || to === undefined) return undefined;
    const sees = seen(tunnel, port);
    const waypoint = tunnel === HBONE ? this.#waypoints.of(edge) : undefined;
    if (waypoint === undefined) return this.#stretch(from, to, tunnel, sees);
    if ('lost' in waypoint) return { verdict: 'undefined', because: [sees, plain(waypoint.lost)] };
    const through: Basis = { text: waypointText(waypoint), evidence: [{ object: waypoint.gateway }] };
    const [pod] = waypoint.pods;
    if (pod === undefined)
      return {
        verdict: 'undefined',
        because: [sees, through, plain('the pods of the waypoint are not in the input')],
      };
    const parts = [this.#stretch(from, pod, tunnel, sees), this.#stretch(pod, to, tunnel, sees)];
    const [worst] = parts.toSorted((a, b) => RANK[a.verdict] - RANK[b.verdict]) as [Tunnelled, ...Tunnelled[]];
    return { verdict: worst.verdict, because: [through, ...worst.because] };
  }

  #stretch(from: WorkloadFact, to: WorkloadFact, port: number, first: Basis): Tunnelled {
    const asked = { from: objectId(from), to: objectId(to), port, protocol: 'TCP' } as const;
    const tunnel = this.#connect.answer(asked);
    if ('error' in tunnel) return { verdict: 'undefined', because: [first] };
    const { verdict } = tunnel;
    const because = tunnel.because.slice(1);
    if (verdict === 'allow') return { verdict, because: [first, ...because] };
    const isClosed = verdict === 'deny';
    const text = `port ${port} is ${isClosed ? 'closed' : 'left open or closed'} by network policies, so that the tunnel ${isClosed ? 'breaks' : 'may break'}`;
    return { verdict, because: [first, plain(text), ...because] };
  }
}

const seen = (tunnel: number, port: number): Basis =>
  plain(
    tunnel === HBONE
      ? `network policies see its tunnel to port ${HBONE}, and not port ${port}`
      : `network policies see port ${tunnel} of Linkerd’s proxy, and not port ${port}`,
  );
