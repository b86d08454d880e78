// Who may connect where proxies speak through tunnels: each row of callers is what the pair's own answer says.
import { describe, expect, test } from 'vitest';
import { objectId } from '../facts/object-id.ts';
import { CanConnect } from '../reach/can-connect.ts';
import { factsOf } from '../testing/facts-of.ts';
import { worldOf } from '../testing/transit-world.ts';
import type { World } from '../testing/transit-world.ts';
import { TunnelAware } from './tunnel-aware.ts';

const AMBIENT = 'labels: { istio.io/dataplane-mode: ambient }';
const LINKERD = 'annotations: { linkerd.io/inject: enabled }';
const BOTH: World = { clients: AMBIENT, servers: AMBIENT };
const lets = (port: number, protocol = 'TCP'): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, namespace: servers }
spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: ${port}, protocol: ${protocol} }] }] }
---
`;
const ASKED = { to: 'deployment:servers/web', port: 8080, protocol: 'TCP' } as const;

function aware(world: World): TunnelAware {
  const facts = factsOf(worldOf(world));
  return new TunnelAware(facts, new CanConnect(facts, { cni: 'generic' }));
}

function verdictsOf(world: World, asked: Omit<Parameters<TunnelAware['answer']>[0], 'from'>): string[] {
  const tunnels = aware(world);
  const callers = tunnels.callersOf(asked);
  if ('error' in callers) throw new Error(callers.error);
  return [...callers].map(([pod, verdict]) => {
    const answer = tunnels.answer({ from: objectId(pod), ...asked });
    expect('verdict' in answer ? answer.verdict : answer.error).toBe(verdict);
    return `${objectId(pod)} ${verdict}`;
  });
}

describe('callers', () => {
  test.each<[string, World, 'allow' | 'deny']>([
    ['ambient: the tunnel’s port alone', { ...BOTH, objects: lets(15_008) }, 'allow'],
    ['ambient: the program’s port alone', { ...BOTH, objects: lets(8080) }, 'deny'],
    [
      'a client that opts out: the tunnel’s port alone',
      { ...BOTH, client: 'istio.io/dataplane-mode: none', objects: lets(15_008) },
      'deny',
    ],
    [
      'a client that opts out: the program’s port alone',
      { ...BOTH, client: 'istio.io/dataplane-mode: none', objects: lets(8080) },
      'allow',
    ],
    ['Linkerd: its proxy’s port alone', { clients: LINKERD, servers: LINKERD, objects: lets(4143) }, 'allow'],
    ['Linkerd: the program’s port alone', { clients: LINKERD, servers: LINKERD, objects: lets(8080) }, 'deny'],
    ['Linkerd on one side: the program’s port alone', { servers: LINKERD, objects: lets(8080) }, 'allow'],
    ['no mesh: the tunnel’s port alone', { objects: lets(15_008) }, 'deny'],
    ['no mesh: the program’s port alone', { objects: lets(8080) }, 'allow'],
  ])('%s', (_, world, verdict) => {
    expect(verdictsOf(world, ASKED)).toContain(`deployment:clients/client ${verdict}`);
  });

  test('policies may tell pods of one StatefulSet apart', () => {
    const pod = (name: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: clients
  labels: { app: a, statefulset.kubernetes.io/pod-name: ${name} }
  ownerReferences: [{ apiVersion: apps/v1, kind: StatefulSet, name: a, uid: u, controller: true }]
spec: { containers: [{ name: app, image: i }] }
status: { phase: Running }
---
`;
    const closed = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: e, namespace: clients }
spec:
  podSelector: { matchLabels: { statefulset.kubernetes.io/pod-name: a-0 } }
  policyTypes: [Egress]
  egress: [{ ports: [{ port: 8080 }] }]
---
`;
    const found = verdictsOf({ ...BOTH, objects: pod('a-0') + pod('a-1') + closed }, ASKED);
    expect(found).toContain('pod:clients/a-0 deny');
    expect(found).toContain('pod:clients/a-1 allow');
  });

  test('no tunnel carries UDP', () => {
    const asked = { ...ASKED, protocol: 'UDP' } as const;
    expect(verdictsOf({ ...BOTH, objects: lets(15_008) }, asked)).toContain('deployment:clients/client deny');
    expect(verdictsOf({ ...BOTH, objects: lets(8080, 'UDP') }, asked)).toContain('deployment:clients/client allow');
  });
});
