// The network half of `reach`: what a position may connect to, and who may connect to a port of it.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { topmostOf } from '../graph/workloads.ts';
import type { ConnectRequest } from '../results/can-connect.ts';
import type { Connection } from '../results/network-reach.ts';
import type { CanConnect } from '../reach/can-connect.ts';
import type { Verdict } from '../reach/judge.ts';
import { metadataAddresses } from '../reach/metadata.ts';
import { runningPods } from '../reach/pods.ts';
import { TunnelAware } from '../transit/tunnel-aware.ts';

type Asked = Pick<ConnectRequest, 'to' | 'port' | 'protocol'>;

/** Tried from every position besides the ports that pods declare, and before the metadata addresses and the kubelets. */
const INTERNET: readonly Asked[] = [
  { to: 'network:internet', port: 443, protocol: 'TCP' },
  { to: 'network:internet', port: 53, protocol: 'UDP' },
];
const KUBELETS: Asked = { to: 'network:nodes', port: 10_250, protocol: 'TCP' };

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

/**
 * What is open to the position, or left open: what is denied is not listed, and ports that no pod declares are not tried. Empty for an id
 * that `CanConnect.faultOf` faults.
 */
export function connectionsFrom(position: string, facts: Facts, can: CanConnect): Connection[] {
  const found: Connection[] = [];
  const metadata = metadataAddresses(facts.nodes).map((address): Asked => ({
    to: `ip:${address}`,
    port: 80,
    protocol: 'TCP',
  }));
  const seen = new TunnelAware(facts, can);
  for (const asked of [...declaredPorts(facts), ...INTERNET, ...metadata, KUBELETS]) {
    if (asked.to === position) continue;
    const request = { from: position, ...asked };
    const answer = seen.answer(request);
    if ('verdict' in answer) add(found, request, answer.verdict);
  }
  return found;
}

/** Every port that a workload's containers declare, under the topmost controller's id. */
function declaredPorts(facts: Facts): Asked[] {
  const { workloads, podSpecs } = facts;
  const topmost = topmostOf(facts);
  const found = new Map<string, Asked>();
  for (const pod of runningPods(workloads))
    for (const { ports = [] } of podSpecs[pod.spec]?.containers ?? [])
      for (const { port, protocol: text } of ports) {
        const protocol = PROTOCOLS.find((one) => one === text);
        const to = objectId(topmost(pod));
        if (protocol !== undefined) found.set(`${to} ${port}/${protocol}`, { to, port, protocol });
      }
  return [...found.values()].toSorted(
    (a, b) => compare(a.to, b.to) || Number(a.port) - Number(b.port) || compare(a.protocol, b.protocol),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sources: workloads under their topmost controller's id, then nodes and the internet. Empty, too, for an id that `CanConnect.faultOf` faults. */
export function connectionsTo(asked: Asked, facts: Facts, can: CanConnect): Connection[] {
  const callers = new TunnelAware(facts, can).callersOf(asked);
  if ('error' in callers) return [];
  const topmost = topmostOf(facts);
  const best = new Map<string, Verdict>();
  for (const [pod, verdict] of callers) {
    const id = objectId(topmost(pod));
    if (best.get(id) !== 'allow' && verdict !== 'deny') best.set(id, verdict);
  }
  const found: Connection[] = [];
  for (const [from, verdict] of [...best].toSorted(([a], [b]) => compare(a, b)))
    add(found, { from, ...asked }, verdict);
  for (const from of ['network:nodes', 'network:internet']) {
    const answer = can.answer({ from, ...asked });
    if ('verdict' in answer) add(found, answer.request, answer.verdict);
  }
  return found;
}

function add(found: Connection[], { from, to, port, protocol }: ConnectRequest, verdict: Verdict): void {
  if (verdict !== 'deny') found.push({ from, to, port, protocol, verdict });
}
