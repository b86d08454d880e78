// Links between nodes, what programs say themselves, and which layer's word counts: one row each, with twins.
import { describe, expect, test } from 'vitest';
import type { TransitState } from './edge.ts';
import { basisIn, stateIn } from '../testing/transit-world.ts';
import type { World } from '../testing/transit-world.ts';

const cilium = (data: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: cilium-config, namespace: kube-system }\ndata: { ${data} }\n`;
const WIREGUARD = "enable-wireguard: 'true'";

describe('Cilium', () => {
  const pod = (name: string, namespace: string, node: string): string => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { app: pair } }
spec: { nodeName: ${node}, containers: [{ name: app, image: i }] }
---
`;
  const pair = (node: string): string => pod('a', 'clients', 'n1') + pod('b', 'servers', node);
  const asked = { from: 'pod:clients/a', to: 'pod:servers/b', port: 8080 } as const;
  test.each<[string, World, TransitState]>([
    ['WireGuard', { objects: cilium(WIREGUARD) }, 'link-encrypted'],
    ['IPsec', { objects: cilium("enable-ipsec: 'true'") }, 'link-encrypted'],
    ['neither', { objects: cilium("enable-wireguard: 'false'") }, 'unknown'],
    ['another ConfigMap', { objects: cilium(WIREGUARD).replace('cilium-config', 'cilium') }, 'unknown'],
    ['on the host’s network', { clientSpec: 'hostNetwork: true', objects: cilium(WIREGUARD) }, 'unknown'],
    [
      'on the host’s network, nodes too',
      { clientSpec: 'hostNetwork: true', objects: cilium(`${WIREGUARD}, encrypt-node: 'true'`) },
      'link-encrypted',
    ],
    ['plain HTTP over an encrypted link', { servicePort: 'name: http', objects: cilium(WIREGUARD) }, 'link-encrypted'],
    ['TLS over an encrypted link', { servicePort: 'name: https', objects: cilium(WIREGUARD) }, 'tls'],
  ])('%s', (_, world, state) => expect(stateIn(world)).toBe(state));

  test('two nodes, and one', () => {
    expect(stateIn({ objects: pair('n2') + cilium(WIREGUARD) }, asked)).toBe('link-encrypted');
    expect(stateIn({ objects: pair('n1') + cilium(WIREGUARD) }, asked)).toBe('unknown');
  });

  test('from outside', () => {
    expect(stateIn({ objects: cilium(WIREGUARD) }, { from: 'ip:203.0.113.1' })).toBe('unknown');
  });
});

describe('what programs say', () => {
  const env = (value: string): string => `env: [{ name: TARGET, value: '${value}' }]`;
  const configMap = (url: string): string => `apiVersion: v1
kind: ConfigMap
metadata: { name: app, namespace: clients }
data: { url: '${url}' }
`;
  const FROM = 'envFrom: [{ configMapRef: { name: app } }]';
  test.each<[string, World, TransitState]>([
    ['nothing', {}, 'unknown'],
    ['a URL in clear', { clientContainer: env('http://web.servers/login') }, 'plain'],
    ['a URL over TLS', { clientContainer: env('https://web.servers:80/login') }, 'tls'],
    ['the whole name', { clientContainer: env('http://web.servers.svc.cluster.local/login') }, 'plain'],
    ['a Service of the own namespace', { clientContainer: env('http://web/login') }, 'unknown'],
    ['another port', { clientContainer: env('http://web.servers:8080/login') }, 'unknown'],
    ['another Service', { clientContainer: env('http://api.servers/login') }, 'unknown'],
    ['a host outside with a like name', { clientContainer: env('http://web.servers.example/login') }, 'unknown'],
    ['an argument', { clientContainer: "args: ['--target=http://web.servers']" }, 'plain'],
    ['TLS if the server wants it', { clientContainer: env('postgres://web.servers:80/x?sslmode=prefer') }, 'unknown'],
    ['TLS to whoever answers', { clientContainer: env('postgres://web.servers:80/x?sslmode=require') }, 'tls'],
    ['both', { clientContainer: "args: ['http://web.servers', 'https://web.servers:80']" }, 'unknown'],
    ['a ConfigMap that it is given', { clientContainer: FROM, objects: configMap('http://web.servers') }, 'plain'],
    ['a ConfigMap that it is not given', { objects: configMap('http://web.servers') }, 'unknown'],
    ['the Service’s name for the port', { servicePort: 'name: http-web' }, 'plain'],
    ['a name that means nothing', { servicePort: 'name: httpx' }, 'unknown'],
    ['appProtocol before the name', { servicePort: 'name: http, appProtocol: https' }, 'tls'],
    ['appProtocol of Kubernetes', { servicePort: 'appProtocol: kubernetes.io/h2c' }, 'plain'],
    ['the container’s name for the port', { container: 'ports: [{ name: http, containerPort: 8080 }]' }, 'plain'],
    ['of another port', { container: 'ports: [{ name: http, containerPort: 9090 }]' }, 'unknown'],
    ['a probe in clear', { container: 'readinessProbe: { httpGet: { port: 8080 } }' }, 'plain'],
    ['a probe over TLS', { container: 'readinessProbe: { httpGet: { port: 8080, scheme: HTTPS } }' }, 'tls'],
    ['a probe of another port', { container: 'readinessProbe: { httpGet: { port: 9090 } }' }, 'unknown'],
    ['a probe by gRPC', { container: 'livenessProbe: { grpc: { port: 8080 } }' }, 'plain'],
    ['a probe by TCP says nothing', { container: 'livenessProbe: { tcpSocket: { port: 8080 } }' }, 'unknown'],
    [
      'client and server disagree',
      { clientContainer: env('https://web.servers:80'), servicePort: 'name: http' },
      'unknown',
    ],
  ])('%s', (_, world, state) => expect(stateIn(world)).toBe(state));

  test('the basis names the place, and no value', () => {
    expect(basisIn({ clientContainer: env('http://u:not-a-password@web.servers/login') })).toEqual([
      'TARGET of deployment:clients/client connects in clear (http://)',
    ]);
  });
});

test('ends that are none, or many, have no answer', () => {
  for (const to of ['network:pods', 'secret:servers/web', 'service:servers/none', 'x'])
    expect(stateIn({}, { to })).toBeUndefined();
  expect(stateIn({}, { port: 81 })).toBeUndefined();
});
