// What becomes of the stretch in front where the Secret with the certificate does not fit: one row each, with twins that differ in one thing.
import { describe, expect, test } from 'vitest';
import { base64, COMMON_NAME, NAMED } from '../testing/certificates.ts';
import { factsOf } from '../testing/facts-of.ts';
import { basisIn, stateIn } from '../testing/transit-world.ts';
import type { TransitState } from './edge.ts';

const INTERNET = { from: 'network:internet' } as const;
const IN_TIME = '2027-06-01';

const CONTROLLER = `apiVersion: apps/v1
kind: Deployment
metadata: { name: controller, namespace: clients }
spec:
  selector: { matchLabels: { app: nginx } }
  template:
    metadata: { labels: { app: nginx } }
    spec: { containers: [{ name: controller, image: registry.k8s.io/ingress-nginx/controller:v1 }] }
---
`;
/** The pods are spoken to over TLS, so that the stretch in front decides. */
const ingress = (
  host: string,
  secret = 'secretName: cert',
  className = 'nginx',
): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: in
  namespace: servers
  annotations: { nginx.ingress.kubernetes.io/backend-protocol: HTTPS, alb.ingress.kubernetes.io/backend-protocol: HTTPS }
spec:
  ingressClassName: ${className}
  tls: [{ hosts: [${host}], ${secret} }]
  rules: [{ host: ${host}, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
---
`;
const secret = (data: string, type = 'kubernetes.io/tls', name = 'cert'): string => `apiVersion: v1
kind: Secret
metadata: { name: ${name}, namespace: servers }
type: ${type}
data: { ${data} }
---
`;
const KEY = `tls.key: ${base64('not-a-key')}`;
const cert = (text: string): string => `tls.crt: ${base64(text)}, ${KEY}`;

describe('of an Ingress', () => {
  const answer = (objects: string, at = IN_TIME): readonly [TransitState | undefined, string] => {
    const world = { objects: objects + CONTROLLER };
    return [stateIn(world, INTERNET, at), basisIn(world, INTERNET, at).join('; ')];
  };
  const DEFAULT = 'shows its default certificate';
  test.each<[string, string, string | undefined]>([
    ['that fits', ingress('a.example') + secret(cert(NAMED)), undefined],
    [
      'for another host',
      ingress('c.example') + secret(cert(NAMED)),
      `is for other hosts than c.example: ingress-nginx ${DEFAULT}`,
    ],
    ['by its wildcard', ingress('x.b.example') + secret(cert(NAMED)), undefined],
    ['by its wildcard, two labels', ingress('y.x.b.example') + secret(cert(NAMED)), DEFAULT],
    ['the wildcard itself', ingress("'*.b.example'") + secret(cert(NAMED)), undefined],
    ['by its common name beside others', ingress('ignored.example') + secret(cert(NAMED)), DEFAULT],
    ['by its common name alone', ingress('only.example') + secret(cert(COMMON_NAME)), undefined],
    ['without a key', ingress('a.example') + secret(`tls.crt: ${base64(NAMED)}`), 'has no tls.key'],
    ['with an empty key', ingress('a.example') + secret(`tls.crt: ${base64(NAMED)}, tls.key: ""`), 'has no tls.key'],
    ['without a certificate', ingress('a.example') + secret(KEY), 'has no tls.crt'],
    ['that is none', ingress('a.example') + secret(cert('x')), 'is no certificate'],
    ['under other names', ingress('a.example') + secret(`cert: ${base64(NAMED)}, key: eA==`), 'has no tls.crt'],
    ['of another type', ingress('a.example') + secret(cert(NAMED), 'Opaque'), undefined],
    ['that is not in the input', ingress('a.example'), 'is not in the input, and is not judged'],
    ['of another name', ingress('a.example') + secret(cert(NAMED), undefined, 'other'), 'is not in the input'],
    ['that no Secret is named for', ingress('a.example', ''), `names no Secret: ingress-nginx ${DEFAULT}`],
  ])('a certificate %s', (_, objects, words) => {
    const [state, basis] = answer(objects);
    expect(state).toBe('tls');
    if (words === undefined) expect(basis).not.toMatch(/certificate/);
    else expect(basis).toContain(words);
  });

  test('what another controller shows is not known', () => {
    const alb = (objects: string): TransitState | undefined => stateIn({ objects }, INTERNET, IN_TIME);
    expect(alb(ingress('a.example', undefined, 'alb') + secret(cert(NAMED)))).toBe('tls');
    expect(alb(ingress('c.example', undefined, 'alb') + secret(cert(NAMED)))).toBe('unknown');
  });

  test.each<[string, string | undefined, string | undefined]>([
    ['in its time', '2027-06-01', undefined],
    ['after it', '2028-01-01', 'expired at 2027-11-30T'],
    ['before it', '2026-01-01', 'is not valid before 2026-11-30T'],
    ['on its first day', '2026-11-30', undefined],
    ['on its last day', '2027-11-30', undefined],
    ['on the day after', '2027-12-01', 'expired'],
    ['at no time', undefined, undefined],
  ])('%s', (_, at, words) => {
    const world = { objects: ingress('a.example') + secret(cert(NAMED)) + CONTROLLER };
    expect(stateIn(world, INTERNET, at)).toBe('tls');
    const basis = basisIn(world, INTERNET, at).join('; ');
    if (words === undefined) expect(basis).not.toMatch(/expired|valid/);
    else expect(basis).toContain(words);
  });
});

describe('of a listener', () => {
  const gateway = (host: string, ref = 'name: cert'): string => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: servers }
spec: { gatewayClassName: edge, listeners: [{ name: l, port: 443, protocol: HTTPS, hostname: ${host}, tls: { certificateRefs: [{ ${ref} }] } }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: r, namespace: servers }
spec: { parentRefs: [{ name: edge }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: b, namespace: servers }
spec: { targetRefs: [{ group: '', kind: Service, name: web }], validation: { hostname: web.example, wellKnownCACertificates: System } }
---
`;
  test.each<[string, string, TransitState]>([
    ['that fits', gateway('a.example') + secret(cert(NAMED)), 'tls'],
    ['for another host', gateway('c.example') + secret(cert(NAMED)), 'tls'],
    ['of another type', gateway('a.example') + secret(cert(NAMED), 'Opaque'), 'unknown'],
    ['without a key', gateway('a.example') + secret(`tls.crt: ${base64(NAMED)}`), 'unknown'],
    ['that is none', gateway('a.example') + secret(cert('x')), 'unknown'],
    ['of another namespace', gateway('a.example', 'name: cert, namespace: other') + secret(KEY), 'tls'],
    ['that is not in the input', gateway('a.example'), 'tls'],
  ])('a certificate %s', (_, objects, state) => expect(stateIn({ objects }, INTERNET, IN_TIME)).toBe(state));
});

test('of a Secret, names and times are kept and nothing else', () => {
  const { secrets } = factsOf(secret(cert(NAMED)));
  expect(secrets[0]?.certificate?.hosts).toEqual(['a.example', '*.b.example']);
  expect(secrets[0]?.certificate?.until).toMatch(/^2027-11-30T\d\d:\d\d:\d\dZ$/);
  expect(JSON.stringify(secrets)).not.toContain('BEGIN');
  expect(
    factsOf(secret(cert('-----BEGIN CERTIFICATE-----\nbm90LWEtY2VydA==\n-----END CERTIFICATE-----'))).secrets[0]
      ?.certificate,
  ).toBeUndefined();
});
