// Whether an Ingress takes requests in clear: hosts without TLS, and those with it that are not sent to it.
import { pointerSegment } from '@watertight/syntax';
import type { EntryFact, EntryRule } from '../facts/entry.ts';
import { coversHost } from './hosts.ts';

export interface PlainEntrance {
  /** `*` for every host. */
  readonly hosts: readonly string[];
  readonly rules: readonly EntryRule[];
  readonly pointer: string;
  /** A clause: why requests come in clear. */
  readonly because: string;
  /** What would close it: an annotation that is there, and the value that it needs. */
  readonly annotation?: { readonly name: string; readonly value: string };
}

const NGINX = 'nginx.ingress.kubernetes.io/';
const ALB = 'alb.ingress.kubernetes.io/';
const TRAEFIK = 'traefik.ingress.kubernetes.io/router.';

/** Annotations that send every client to TLS, or close the plain port, whatever the TLS section says. */
const CLOSED: readonly (readonly [string, string])[] = [
  [`${NGINX}force-ssl-redirect`, 'true'],
  [`${NGINX}ssl-passthrough`, 'true'],
  ['ingress.kubernetes.io/force-ssl-redirect', 'true'],
  ['kubernetes.io/ingress.allow-http', 'false'],
  [`${TRAEFIK}tls`, 'true'],
];
/** Annotations that keep the plain port open beside TLS. */
const OPENED: readonly (readonly [string, string])[] = [
  [`${NGINX}ssl-redirect`, 'false'],
  ['ingress.kubernetes.io/ssl-redirect', 'false'],
  ['haproxy.org/ssl-redirect', 'false'],
  ['haproxy-ingress.github.io/ssl-redirect', 'false'],
];
/** What proves a host's ownership to a certificate authority is asked for in clear. */
const CHALLENGE = '/.well-known/acme-challenge';

/** AWS: a certificate alone opens port 443 alone; listeners that are named replace both. */
function isClosedByAlb({ annotations }: EntryFact): boolean {
  const listeners = annotations.get(`${ALB}listen-ports`);
  if (listeners === undefined) return annotations.has(`${ALB}certificate-arn`);
  return !/"HTTP"/.test(listeners) || annotations.has(`${ALB}ssl-redirect`);
}

/** `websecure` is the name of the port with TLS in Traefik's own charts. */
function isClosedByTraefik({ annotations }: EntryFact): boolean {
  const names = annotations
    .get(`${TRAEFIK}entrypoints`)
    ?.split(',')
    .map((name) => name.trim());
  return names !== undefined && names.every((name) => name === 'websecure');
}

function isClosed(ingress: EntryFact): boolean {
  const { annotations } = ingress;
  if (CLOSED.some(([name, value]) => annotations.get(name) === value)) return true;
  return isClosedByAlb(ingress) || isClosedByTraefik(ingress);
}

/** Undefined where no request comes in clear. */
export function plainEntrance(ingress: EntryFact): PlainEntrance | undefined {
  if (isClosed(ingress)) return undefined;
  const rules = ingress.rules.filter(({ paths }) => !paths.some((path) => path.startsWith(CHALLENGE)));
  const bare = rules.filter(({ host }) => !ingress.tls.some(({ hosts }) => coversHost(hosts, host)));
  const [first] = bare.length > 0 ? bare : rules;
  if (first === undefined) return undefined;
  if (bare.length > 0) {
    const because = ingress.tls.length === 0 ? 'it has no TLS section' : 'no entry of its TLS section names the host';
    return { hosts: hostsOf(bare), rules: bare, pointer: first.pointer, because };
  }
  return beside(ingress, rules);
}

function beside({ annotations, className }: EntryFact, rules: readonly EntryRule[]): PlainEntrance | undefined {
  const hosts = hostsOf(rules);
  const opened = OPENED.find(([key, value]) => annotations.get(key) === value);
  if (opened !== undefined) {
    const [key, value] = opened;
    const because = `${key} is ${value}: port 80 stays open beside TLS`;
    const pointer = `/metadata/annotations/${pointerSegment(key)}`;
    return { hosts, rules, pointer, because, annotation: { name: key, value: 'true' } };
  }
  if (className !== 'gce') return undefined;
  const because =
    'a load balancer of the class gce takes HTTP beside TLS unless kubernetes.io/ingress.allow-http is false';
  return { hosts, rules, pointer: '/spec/tls', because };
}

function hostsOf(rules: readonly EntryRule[]): string[] {
  return [...new Set(rules.map(({ host }) => host || '*'))];
}
