// Which protocol each controller of Ingresses speaks to the pods: its annotations, and what it does without one.
import { pointerSegment } from '@watertight/syntax';
import type { ServiceFact } from '../facts/cluster.ts';
import type { EntryFact } from '../facts/entry.ts';
import type { ObjectFact } from '../facts/object.ts';

export type ServicePort = NonNullable<ServiceFact['ports']>[number];

/** What an Ingress leads to. */
export interface Backend {
  readonly ingress: EntryFact;
  readonly service: ServiceFact;
  readonly port: ServicePort;
}

/** `end-to-end`: TLS that the controller does not open. `unverified`: TLS to whoever answers. */
export interface BackendWord {
  readonly says: 'plain' | 'unverified' | 'tls' | 'end-to-end' | 'unknown';
  /** The annotation, with its value where that is a word of the controller's own. */
  readonly setting: string;
  readonly object: ObjectFact;
  readonly pointer: string;
}

/** Undefined: no annotation says anything, and the controller speaks HTTP. */
type Reader = (backend: Backend) => BackendWord | undefined;

const NGINX = 'nginx.ingress.kubernetes.io/';
const HAPROXY = 'haproxy-ingress.github.io/';

function wordOf(says: BackendWord['says'], object: ObjectFact, name: string, value?: string): BackendWord {
  return {
    says,
    setting: value === undefined ? name : `${name}: ${value}`,
    object,
    pointer: `/metadata/annotations/${pointerSegment(name)}`,
  };
}

/** The annotation of the Service counts before that of the Ingress. */
function annotated({ ingress, service }: Backend, name: string): { value: string; object: ObjectFact } | undefined {
  const own = service.entryAnnotations?.get(name);
  if (own !== undefined) return { value: own.trim(), object: service };
  const value = ingress.annotations.get(name);
  return value === undefined ? undefined : { value: value.trim(), object: ingress };
}

/** By one annotation that names the protocol; what the controller does not know is not followed. */
function byName(name: string, tls: readonly string[], plain: readonly string[], verifies = false): Reader {
  return (backend) => {
    const found = annotated(backend, name);
    if (found === undefined) return undefined;
    const value = found.value.toUpperCase();
    if (tls.includes(value)) return wordOf(verifies ? 'tls' : 'unverified', found.object, name, value);
    return plain.includes(value) ? wordOf('plain', found.object, name, value) : wordOf('unknown', found.object, name);
  };
}

function nginxVerifies({ annotations }: EntryFact): boolean {
  return annotations.has(`${NGINX}proxy-ssl-secret`) && annotations.get(`${NGINX}proxy-ssl-verify`) === 'on';
}

/**
 * Without `proxy-ssl-secret` its other `proxy-ssl-…` annotations count for nothing (internal/ingress/annotations/proxyssl); a canary takes
 * the settings of the Ingress beside it; an unknown protocol is HTTP.
 * https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#backend-protocol
 */
const ingressNginx: Reader = ({ ingress }) => {
  const { annotations } = ingress;
  if (annotations.get(`${NGINX}canary`) === 'true') return wordOf('unknown', ingress, `${NGINX}canary`, 'true');
  if (annotations.get(`${NGINX}ssl-passthrough`) === 'true')
    return wordOf('end-to-end', ingress, `${NGINX}ssl-passthrough`, 'true');
  const name = `${NGINX}backend-protocol`;
  const protocol = annotations.get(name)?.trim().toUpperCase();
  if (protocol === 'HTTPS' || protocol === 'GRPCS')
    return wordOf(nginxVerifies(ingress) ? 'tls' : 'unverified', ingress, name, protocol);
  if (protocol === 'AUTO_HTTP') return wordOf('unknown', ingress, name, protocol);
  return protocol === undefined ? undefined : wordOf('plain', ingress, name);
};

/** https://docs.nginx.com/nginx-ingress-controller/configuration/ingress-resources/advanced-configuration-with-annotations/ */
const nginxInc: Reader = ({ ingress, service }) => {
  const name = 'nginx.org/ssl-services';
  const isNamed = ingress.annotations
    .get(name)
    ?.split(',')
    .some((one) => one.trim() === service.name);
  return isNamed === true ? wordOf('unverified', ingress, name) : undefined;
};

/** Port 443, or a name that begins with `https`, means TLS without a word. https://doc.traefik.io/traefik/routing/providers/kubernetes-ingress/ */
const traefik: Reader = (backend) => {
  const { service, port } = backend;
  const name = 'traefik.ingress.kubernetes.io/service.serversscheme';
  const scheme = service.entryAnnotations?.get(name)?.trim();
  if (scheme !== undefined && scheme !== '') {
    const says = scheme === 'https' ? 'tls' : scheme === 'http' || scheme === 'h2c' ? 'plain' : 'unknown';
    return wordOf(says, service, name, says === 'unknown' ? undefined : scheme);
  }
  if (port.port !== 443 && port.name?.startsWith('https') !== true) return undefined;
  const setting = port.port === 443 ? 'its port is 443' : 'the name of its port begins with https';
  return { says: 'tls', setting, object: service, pointer: port.pointer };
};

/** https://www.haproxy.com/documentation/kubernetes-ingress/community/configuration-reference/ingress/ */
const haproxyTechnologies: Reader = (backend) => {
  const { ingress } = backend;
  if (ingress.annotations.get('haproxy.org/ssl-passthrough') === 'true')
    return wordOf('end-to-end', ingress, 'haproxy.org/ssl-passthrough', 'true');
  const found = annotated(backend, 'haproxy.org/server-ssl');
  if (found?.value !== 'true') return undefined;
  const verifies = ingress.annotations.has('haproxy.org/server-ca');
  return wordOf(verifies ? 'tls' : 'unverified', found.object, 'haproxy.org/server-ssl', 'true');
};

/** https://haproxy-ingress.github.io/docs/configuration/keys/#backend-protocol, …/#secure-backend */
const haproxyIngress: Reader = (backend) => {
  const { ingress } = backend;
  if (ingress.annotations.get(`${HAPROXY}ssl-passthrough`) === 'true')
    return wordOf('end-to-end', ingress, `${HAPROXY}ssl-passthrough`, 'true');
  const verifies = ingress.annotations.has(`${HAPROXY}secure-verify-ca-secret`);
  const secure = annotated(backend, `${HAPROXY}secure-backends`);
  if (secure?.value === 'true')
    return wordOf(verifies ? 'tls' : 'unverified', secure.object, `${HAPROXY}secure-backends`, 'true');
  const tls = ['H1-SSL', 'H2-SSL', 'HTTPS', 'GRPCS'];
  const plain = ['H1', 'H2', 'HTTP', 'GRPC'];
  return byName(`${HAPROXY}backend-protocol`, tls, plain, verifies)(backend);
};

/** Numbers or names of the Service's ports. https://projectcontour.io/docs/main/config/annotations/#contour-specific-service-annotations */
const contour: Reader = ({ service, port }) => {
  const name = 'projectcontour.io/upstream-protocol.tls';
  const listed = service.entryAnnotations?.get(name)?.split(',');
  const isListed = listed?.some((one) => one.trim() === String(port.port) || one.trim() === port.name);
  return isListed === true ? wordOf('unverified', service, name) : undefined;
};

/** A map from names of ports; HTTP2 is spoken over TLS. https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-http2 */
const gke: Reader = ({ service, port }) => {
  for (const name of ['cloud.google.com/app-protocols', 'service.alpha.kubernetes.io/app-protocols']) {
    const protocols = protocolsIn(service.entryAnnotations?.get(name));
    if (protocols === undefined) continue;
    if (protocols === 'broken') return wordOf('unknown', service, name);
    const protocol = protocols.get(port.name ?? '');
    if (protocol === 'HTTPS' || protocol === 'HTTP2') return wordOf('unverified', service, name, protocol);
    if (protocol !== undefined) return wordOf(protocol === 'HTTP' ? 'plain' : 'unknown', service, name);
  }
  return undefined;
};

/** Of the Service alone; `tls_verify` is off unless it is switched on. https://developer.konghq.com/kubernetes-ingress-controller/reference/annotations/ */
const kong: Reader = (backend) =>
  byName(
    'konghq.com/protocol',
    ['HTTPS', 'GRPCS', 'WSS', 'TLS'],
    ['HTTP', 'GRPC', 'WS', 'TCP'],
  )({ ...backend, ingress: { ...backend.ingress, annotations: new Map() } });

function protocolsIn(text: string | undefined): ReadonlyMap<string, unknown> | 'broken' | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : 'broken';
  } catch {
    return 'broken';
  }
}

/**
 * By the names that `CONTROLLERS` has. An ALB verifies no certificate of its targets.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#backend-protocol
 * https://azure.github.io/application-gateway-kubernetes-ingress/annotations/#backend-protocol
 */
export const BACKEND_READERS: ReadonlyMap<string, Reader> = new Map([
  ['ingress-nginx', ingressNginx],
  ['NGINX Ingress Controller', nginxInc],
  ['Traefik', traefik],
  ['HAProxy Ingress Controller', haproxyTechnologies],
  ['HAProxy Ingress', haproxyIngress],
  ['Kong', kong],
  ['Contour', contour],
  ['AWS Load Balancer Controller', byName('alb.ingress.kubernetes.io/backend-protocol', ['HTTPS'], ['HTTP'])],
  ['GKE', gke],
  ['Application Gateway', byName('appgw.ingress.kubernetes.io/backend-protocol', ['HTTPS'], ['HTTP'], true)],
]);
