// How Ingresses and routes speak to the pods behind them, and what a client outside meets on its way: one row each, decided by hand from the controllers' documentation, with twins.
import { describe, expect, test } from 'vitest';
import { ingress, nginx, nginxPod, P, SERVICE_OF_NGINX } from '../testing/ingress-objects.ts';
import { basisIn, stateIn } from '../testing/transit-world.ts';
import type { World } from '../testing/transit-world.ts';
import type { TransitState } from './edge.ts';

const INTERNET = { from: 'network:internet' } as const;

/** From the pods of ingress-nginx to the Service. */
function fromController(objects: string, world: World = {}): TransitState | undefined {
  return stateIn({ ...world, objects }, { from: 'deployment:clients/controller' });
}

describe('ingress-nginx to the pods', () => {
  test.each<[string, string, TransitState]>([
    ['no annotation', '', 'plain'],
    ['HTTPS', `${P}backend-protocol: HTTPS`, 'tls'],
    ['small letters', `${P}backend-protocol: https`, 'tls'],
    ['GRPCS', `${P}backend-protocol: GRPCS`, 'tls'],
    ['HTTP', `${P}backend-protocol: HTTP`, 'plain'],
    ['GRPC', `${P}backend-protocol: GRPC`, 'plain'],
    ['FCGI', `${P}backend-protocol: FCGI`, 'plain'],
    ['what it does not know is HTTP', `${P}backend-protocol: HTTPSS`, 'plain'],
    ['the scheme of the client', `${P}backend-protocol: AUTO_HTTP`, 'unknown'],
    ['an annotation of another controller', 'haproxy.org/server-ssl: "true"', 'plain'],
    ['a canary takes the settings of another', `${P}canary: "true", ${P}backend-protocol: HTTPS`, 'unknown'],
    ['TLS unopened, without the flag', `${P}ssl-passthrough: "true"`, 'unknown'],
  ])('%s', (_, annotations, state) => expect(fromController(nginx(annotations) + nginxPod())).toBe(state));

  test('TLS unopened needs the flag', () => {
    const asked = nginx(`${P}ssl-passthrough: "true"`);
    expect(fromController(asked + nginxPod('--enable-ssl-passthrough'))).toBe('tls');
    expect(fromController(asked + nginxPod('--enable-ssl-passthrough=true'))).toBe('tls');
    expect(fromController(asked + nginxPod('--enable-ssl-passthrough=false'))).toBe('unknown');
    expect(fromController(nginx(`${P}ssl-passthrough: "false"`) + nginxPod('--enable-ssl-passthrough'))).toBe('plain');
  });

  test('verification needs a Secret and the word', () => {
    const basis = (annotations: string): string =>
      basisIn(
        { objects: nginx(`${P}backend-protocol: HTTPS, ${annotations}`) + nginxPod() },
        {
          from: 'deployment:clients/controller',
        },
      ).join('; ');
    expect(basis('')).toContain('to whoever answers');
    expect(basis(`${P}proxy-ssl-verify: "on"`)).toContain('to whoever answers');
    expect(basis(`${P}proxy-ssl-secret: servers/ca`)).toContain('to whoever answers');
    expect(basis(`${P}proxy-ssl-secret: servers/ca, ${P}proxy-ssl-verify: "on"`)).not.toContain('to whoever answers');
  });

  test('another pod is no controller', () => {
    expect(stateIn({ objects: nginx('') + nginxPod() })).toBe('unknown');
  });

  test('rules of a mesh hold for the Service, and the controller sends to the pods', () => {
    const mesh: World = {
      clients: 'labels: { istio-injection: enabled }',
      servers: 'labels: { istio-injection: enabled }',
    };
    expect(fromController(nginx('') + nginxPod(), mesh)).toBe('plain');
    expect(fromController(nginx(`${P}service-upstream: "true"`) + nginxPod(), mesh)).toBe('plain');
    const overService = ingress({ className: 'nginx', annotations: `${P}service-upstream: "true"` }) + nginxPod();
    expect(stateIn({ ...mesh, objects: `${overService}${SERVICE_OF_NGINX}` }, INTERNET)).toBe('tls');
    expect(stateIn({ ...mesh, objects: `${nginx('')}${nginxPod()}${SERVICE_OF_NGINX}` }, INTERNET)).toBe('plain');
  });
});

describe('other controllers', () => {
  const service = (
    annotations: string,
    ports = '[{ port: 80, targetPort: 8080, name: web }]',
  ): string => `apiVersion: v1
kind: Service
metadata: { name: api, namespace: servers, annotations: { ${annotations} } }
spec: { selector: { app: web }, ports: ${ports} }
---
`;
  const to = (className: string, annotations: string, ofService: string, ports?: string): TransitState | undefined => {
    const objects =
      service(ofService, ports) +
      ingress({ className, annotations }).replace('name: web, port: { number: 80 }', 'name: api');
    return stateIn({ objects }, { ...INTERNET, to: 'service:servers/api', port: ports?.includes('443') ? 443 : 80 });
  };
  const APP = 'cloud.google.com/app-protocols';
  test.each<[string, string, string, string, TransitState]>([
    ['Traefik', 'traefik', '', '', 'plain'],
    ['Traefik, by scheme', 'traefik', '', 'traefik.ingress.kubernetes.io/service.serversscheme: https', 'tls'],
    ['Traefik, h2c', 'traefik', '', 'traefik.ingress.kubernetes.io/service.serversscheme: h2c', 'plain'],
    [
      'Traefik, the annotation on the Ingress',
      'traefik',
      'traefik.ingress.kubernetes.io/service.serversscheme: https',
      '',
      'plain',
    ],
    ['HAProxy, two controllers of one class', 'haproxy', '', '', 'plain'],
    ['HAProxy, which of the two', 'haproxy', 'haproxy.org/server-ssl: "true"', '', 'unknown'],
    ['Kong', 'kong', '', 'konghq.com/protocol: https', 'tls'],
    ['Kong, the annotation on the Ingress', 'kong', 'konghq.com/protocol: https', '', 'plain'],
    ['Contour', 'contour', '', '', 'plain'],
    ['ALB', 'alb', 'alb.ingress.kubernetes.io/backend-protocol: HTTPS', '', 'tls'],
    [
      'ALB, the Service says otherwise',
      'alb',
      'alb.ingress.kubernetes.io/backend-protocol: HTTPS',
      'alb.ingress.kubernetes.io/backend-protocol: HTTP',
      'plain',
    ],
    ['GKE', 'gce', 'kubernetes.io/ingress.allow-http: "false"', '', 'plain'],
    ['GKE, HTTPS', 'gce', 'kubernetes.io/ingress.allow-http: "false"', `${APP}: '{"web":"HTTPS"}'`, 'tls'],
    ['GKE, HTTP2', 'gce', 'kubernetes.io/ingress.allow-http: "false"', `${APP}: '{"web":"HTTP2"}'`, 'tls'],
    ['GKE, another port', 'gce', 'kubernetes.io/ingress.allow-http: "false"', `${APP}: '{"other":"HTTPS"}'`, 'plain'],
    ['GKE, no JSON', 'gce', 'kubernetes.io/ingress.allow-http: "false"', `${APP}: '{web: HTTPS}'`, 'unknown'],
    [
      'Application Gateway',
      'azure-application-gateway',
      'appgw.ingress.kubernetes.io/backend-protocol: https',
      '',
      'tls',
    ],
    ['a class that nobody knows', 'own', '', '', 'unknown'],
  ])('%s', (_, className, annotations, ofService, state) => expect(to(className, annotations, ofService)).toBe(state));

  test('Traefik takes port 443 and the name https for TLS', () => {
    expect(to('traefik', '', '', '[{ port: 443, targetPort: 8080 }]')).toBe('tls');
    expect(to('traefik', '', '', '[{ port: 80, targetPort: 8080, name: https-web }]')).toBe('tls');
  });

  test('a class of one controller', () => {
    const classOf = (controller: string): string => `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: own }
spec: { controller: ${controller} }
---
`;
    const through = (controller: string, annotations: string, ofService = ''): TransitState | undefined =>
      stateIn(
        {
          objects:
            classOf(controller) +
            service(ofService) +
            ingress({ className: 'own', annotations }).replace('name: web, port: { number: 80 }', 'name: api'),
        },
        { ...INTERNET, to: 'service:servers/api' },
      );
    expect(through('haproxy.org/ingress-controller', 'haproxy.org/server-ssl: "true"')).toBe('tls');
    expect(through('haproxy-ingress.github.io/controller', 'haproxy.org/server-ssl: "true"')).toBe('plain');
    expect(through('haproxy-ingress.github.io/controller', 'haproxy-ingress.github.io/backend-protocol: h1-ssl')).toBe(
      'tls',
    );
    expect(through('haproxy-ingress.github.io/controller', 'haproxy-ingress.github.io/backend-protocol: h1')).toBe(
      'plain',
    );
    expect(through('haproxy-ingress.github.io/controller', 'haproxy-ingress.github.io/secure-backends: "true"')).toBe(
      'tls',
    );
    expect(through('projectcontour.io/contour', '', 'projectcontour.io/upstream-protocol.tls: "443,web"')).toBe('tls');
    expect(through('projectcontour.io/contour', '', 'projectcontour.io/upstream-protocol.tls: "443"')).toBe('plain');
    expect(through('nginx.org/ingress-controller', 'nginx.org/ssl-services: "other,api"')).toBe('tls');
    expect(through('nginx.org/ingress-controller', 'nginx.org/ssl-services: other')).toBe('plain');
    expect(through('example.com/other', 'nginx.org/ssl-services: api')).toBe('unknown');
  });
});
