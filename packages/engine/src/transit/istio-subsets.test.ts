// Subsets of DestinationRules, and which rules hold for clients of the root namespace: one row each, decided by hand from Istio's documentation and source.
import { describe, expect, test } from 'vitest';
import { all, HOST, HTTP, MESH, rule, tls } from '../testing/istio-objects.ts';
import { stateIn } from '../testing/transit-world.ts';
import type { TransitState } from './edge.ts';

describe('subsets that a VirtualService leads to', () => {
  const route = (subsets: readonly string[]): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: v, namespace: clients }
spec: { hosts: [web.servers.svc.cluster.local], http: [{ route: [${subsets.map((subset) => `{ destination: { ${HOST}, subset: ${subset} } }`).join(', ')}] }] }
`;
  const OFF = 'tls: { mode: DISABLE }';
  const ON = 'tls: { mode: ISTIO_MUTUAL }';
  const subsets = (policy: string, top = ''): string =>
    rule(
      `${HOST}, ${top === '' ? '' : `trafficPolicy: { ${top} }, `}subsets: [{ name: v1, trafficPolicy: { ${policy} } }, { name: v2 }]`,
    );
  test.each<[string, string, TransitState]>([
    ['its own TLS', all(route(['v1']), subsets(OFF)), 'plain'],
    ['its own TLS before the host’s', all(route(['v1']), subsets(OFF, ON)), 'plain'],
    [
      'the host’s, where it says nothing',
      all(route(['v1']), subsets('loadBalancer: { simple: RANDOM }', OFF)),
      'plain',
    ],
    [
      'its own port before its TLS',
      all(route(['v1']), subsets(`${ON}, portLevelSettings: [{ port: { number: 80 }, ${OFF} }]`)),
      'plain',
    ],
    [
      'another port of its own',
      all(route(['v1']), subsets(`${ON}, portLevelSettings: [{ port: { number: 81 }, ${OFF} }]`)),
      'mtls',
    ],
    [
      'its own port inherits nothing',
      all(route(['v1']), subsets('portLevelSettings: [{ port: { number: 80 } }]', OFF)),
      'mtls',
    ],
    [
      'the host’s port, where it says nothing',
      all(
        route(['v1']),
        subsets('loadBalancer: { simple: RANDOM }', `${ON}, portLevelSettings: [{ port: { number: 80 }, ${OFF} }]`),
      ),
      'plain',
    ],
    ['one of two', all(route(['v1', 'v2']), subsets(OFF)), 'unknown'],
    ['one that no rule has', all(route(['v3']), subsets(OFF)), 'unknown'],
    ['none', subsets(OFF), 'mtls'],
  ])('%s', (_, objects, state) => expect(stateIn({ ...MESH, ...HTTP, objects })).toBe(state));
});

describe('clients of the root namespace', () => {
  const ASKED = { from: 'deployment:istio-system/egress' } as const;
  const EGRESS = `apiVersion: apps/v1
kind: Deployment
metadata: { name: egress, namespace: istio-system }
spec:
  selector: { matchLabels: { app: egress } }
  template:
    metadata: { labels: { app: egress } }
    spec: { containers: [{ name: istio-proxy, image: p }] }
`;
  test.each<[string, string, TransitState]>([
    [
      'the Service’s before the root’s',
      all(EGRESS, rule(tls('ISTIO_MUTUAL'), 'servers'), rule(tls('DISABLE'), 'istio-system')),
      'mtls',
    ],
    [
      'the root’s, for itself alone',
      all(EGRESS, rule(tls('ISTIO_MUTUAL'), 'servers'), rule(`${tls('DISABLE')}, exportTo: ['.']`, 'istio-system')),
      'plain',
    ],
    ['the root’s at the end', all(EGRESS, rule(tls('DISABLE'), 'istio-system')), 'plain'],
  ])('%s', (_, objects, state) => expect(stateIn({ ...MESH, ...HTTP, objects }, ASKED)).toBe(state));
});
