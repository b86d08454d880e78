// What a client outside meets on its way over Ingresses and routes: one row each, decided by hand, with twins.
import { describe, expect, test } from 'vitest';
import { ingress, nginx, nginxPod, P, SERVICE_OF_NGINX } from '../testing/ingress-objects.ts';
import { stateIn } from '../testing/transit-world.ts';
import type { World } from '../testing/transit-world.ts';
import type { TransitState } from './edge.ts';

const INTERNET = { from: 'network:internet' } as const;

describe('from outside: the weaker stretch counts', () => {
  const through = (objects: string, world: World = {}): TransitState | undefined =>
    stateIn({ ...world, objects: objects + nginxPod('--enable-ssl-passthrough') }, INTERNET);
  test('of an Ingress', () => {
    expect(through(nginx(`${P}backend-protocol: HTTPS`))).toBe('tls');
    expect(through(nginx(''))).toBe('plain');
    expect(through(ingress({ className: 'nginx', annotations: `${P}backend-protocol: HTTPS`, tls: '' }))).toBe('plain');
    expect(through(nginx(`${P}backend-protocol: HTTPS, ${P}ssl-redirect: "false"`))).toBe('plain');
    expect(through(nginx(`${P}ssl-passthrough: "true"`))).toBe('tls');
    expect(through(nginx(`${P}backend-protocol: HTTPS`), { servicePort: 'name: http' })).toBe('unknown');
  });

  test('no way leads there', () => {
    expect(through('')).toBe('unknown');
    expect(through(nginx('').replace('number: 80', 'number: 81'))).toBe('unknown');
  });

  test('a Service with an address of its own is asked there', () => {
    const exposed = nginx('').replace('---\n', `---\n${SERVICE_OF_NGINX}---\n`);
    expect(
      stateIn({ objects: exposed + nginxPod() }, { from: 'network:internet', to: 'service:clients/nginx', port: 443 }),
    ).toBe('unknown');
  });

  test('an address inside is not outside', () => {
    expect(stateIn({ objects: nginx('') + nginxPod() }, { from: 'ip:203.0.113.9' })).toBe('plain');
    const node =
      'apiVersion: v1\nkind: Node\nmetadata: { name: n1 }\nstatus: { addresses: [{ type: InternalIP, address: 203.0.113.9 }] }\n---\n';
    expect(stateIn({ objects: node + nginx('') + nginxPod() }, { from: 'ip:203.0.113.9' })).toBe('unknown');
  });
});

describe('routes of the Gateway API', () => {
  const gateway = (listener: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: servers }
spec: { gatewayClassName: edge, listeners: [${listener}] }
---
`;
  const HTTPS = '{ name: l, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: c }] } }';
  const HTTP = '{ name: p, port: 80, protocol: HTTP }';
  const route = (kind = 'HTTPRoute', parent = ''): string => `apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: r, namespace: servers }
spec: { parentRefs: [{ name: edge${parent} }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }
---
`;
  const policy = (
    target: string,
    cas = 'wellKnownCACertificates: System',
    namespace = 'servers',
  ): string => `apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: b, namespace: ${namespace} }
spec: { targetRefs: [{ group: '', kind: Service, name: ${target} }], validation: { hostname: web.example, ${cas} } }
---
`;
  const CA = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ca, namespace: servers }\ndata: { ca.crt: x }\n---\n';
  const REF = "caCertificateRefs: [{ group: '', kind: ConfigMap, name: ca }]";
  const OLD = `apiVersion: gateway.networking.k8s.io/v1alpha2
kind: BackendTLSPolicy
metadata: { name: b, namespace: servers }
spec: { targetRef: { group: '', kind: Service, name: web }, tls: { hostname: web.example, wellKnownCACerts: System } }
---
`;
  const PASS = '{ name: t, port: 443, protocol: TLS, tls: { mode: Passthrough } }';
  test.each<[string, string, TransitState, World?]>([
    ['HTTPS, and nothing for the pods', gateway(HTTPS) + route(), 'plain'],
    ['HTTPS, and a BackendTLSPolicy', gateway(HTTPS) + route() + policy('web'), 'tls'],
    ['of v1alpha2', gateway(HTTPS) + route() + OLD, 'tls'],
    ['for another Service', gateway(HTTPS) + route() + policy('api'), 'plain'],
    ['of another namespace', gateway(HTTPS) + route() + policy('web', undefined, 'clients'), 'plain'],
    ['for a port', gateway(HTTPS) + route() + policy('web, sectionName: h'), 'tls', { servicePort: 'name: h' }],
    ['for another port', gateway(HTTPS) + route() + policy('web, sectionName: g'), 'plain', { servicePort: 'name: h' }],
    ['with its CA', gateway(HTTPS) + route() + policy('web', REF) + CA, 'tls'],
    ['without its CA', gateway(HTTPS) + route() + policy('web', REF), 'unknown'],
    [
      'with a CA under another key',
      gateway(HTTPS) + route() + policy('web', REF) + CA.replace('ca.crt', 'tls.crt'),
      'unknown',
    ],
    ['an HTTP listener too', gateway(`${HTTPS}, ${HTTP}`) + route() + policy('web'), 'plain'],
    [
      'an HTTP listener that is not asked for',
      gateway(`${HTTPS}, ${HTTP}`) + route('HTTPRoute', ', sectionName: l') + policy('web'),
      'tls',
    ],
    ['a port that is called https', gateway(HTTPS) + route(), 'unknown', { servicePort: 'appProtocol: https' }],
    [
      'a port that is called h2c',
      gateway(HTTPS) + route('GRPCRoute'),
      'plain',
      { servicePort: 'appProtocol: kubernetes.io/h2c' },
    ],
    ['TLS unopened', gateway(PASS) + route('TLSRoute'), 'tls'],
    ['TLS that is opened', gateway(PASS.replace('Passthrough', 'Terminate')) + route('TLSRoute'), 'plain'],
    ['TCP', gateway('{ name: t, port: 443, protocol: TCP }') + route('TCPRoute'), 'unknown'],
    ['a Gateway that the input lacks', route(), 'plain'],
  ])('%s', (_, objects, state, world = {}) => expect(stateIn({ ...world, objects }, INTERNET)).toBe(state));
});
