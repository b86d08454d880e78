// The ports that policies see between two pods of a mesh: those of its tunnels, and not the programs' own.
import type { Facts } from '../facts/facts.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { HBONE } from '../transit/istio.ts';
import { IstioMembers } from '../transit/istio-member.ts';
import { Linkerd } from '../transit/linkerd.ts';
import type { Need, NeedEnd } from './need.ts';

/** Needs of the mesh itself are of proxies, which no proxy carries. */
export function throughTunnels(needs: readonly Need[], facts: Facts): Need[] {
  const tunnels = new Tunnels(facts);
  return needs.flatMap((need) => (need.source === 'mesh' || need.protocol !== 'TCP' ? [need] : tunnels.of(need)));
}

class Tunnels {
  readonly #members: IstioMembers;
  readonly #linkerd: Linkerd;

  constructor(facts: Facts) {
    this.#members = new IstioMembers(facts);
    this.#linkerd = new Linkerd(facts);
  }

  of(need: Need): Need[] {
    const [from, to] = [podOf(need.from), podOf(need.to)];
    if (from === undefined || to === undefined) return [need];
    const inbound = this.#inbound(need, from, to);
    if (inbound !== undefined)
      return [{ ...need, port: inbound, text: `${need.text}, from one proxy of Linkerd to another` }];
    const modes = [from, to].map((pod) => this.#members.of(pod).mode);
    if (!modes.includes('ambient') || modes.includes('none') || modes.includes('unknown')) return [need];
    const through = { ...need, port: HBONE, text: `${need.text}, through the ambient mesh’s tunnel` };
    // A sidecar speaks with the ambient mesh through the tunnel if its version can, else at the port itself.
    return modes.includes('sidecar') ? [need, through] : [through];
  }

  /** Of Linkerd: where the proxy takes what another one sends; not for ports that one of the two keeps out of its proxy. */
  #inbound({ port, protocol, through }: Need, from: WorkloadFact, to: WorkloadFact): number | undefined {
    if (typeof port !== 'number') return undefined;
    const servicePort = through?.port;
    return this.#linkerd.tunnelPort({ from, to, port, protocol, ...(servicePort !== undefined && { servicePort }) });
  }
}

function podOf(end: NeedEnd): WorkloadFact | undefined {
  return end.kind === 'group' ? end.group.pods[0] : undefined;
}
