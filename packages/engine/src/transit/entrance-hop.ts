// How a client outside speaks to what takes its requests for an Ingress or a route.
import type { EntryFact } from '../facts/entry.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { admits, namedListeners } from '../reach/gateway-listeners.ts';
import type { Named } from '../reach/gateway-listeners.ts';
import type { Way } from '../reach/ways.ts';
import { certificateFault } from './certificates.ts';
import type { CertificateFault } from './certificates.ts';
import { says } from './edge.ts';
import type { Basis, LayerVerdict } from './edge.ts';
import { coversHost, meetHosts } from './hosts.ts';
import { plainEntrance } from './ingress-entrance.ts';

export interface Front {
  /** Names of the controllers that may serve an Ingress. */
  readonly by: readonly string[];
  /** When certificates are judged; absent: their times are not. */
  readonly at?: string;
}

export function entranceHop(facts: Facts, way: Way, front: Front): LayerVerdict {
  return way.entry.objectKind === 'Ingress' ? ofIngress(facts, way, front) : ofRoute(facts, way, front);
}

function ofIngress(facts: Facts, { entry, rule }: Way, { by, at }: Front): LayerVerdict {
  const entrance = plainEntrance(entry);
  if (entrance?.rules.includes(rule) === true)
    return says('plain', `requests come to ${objectId(entry)} in clear: ${entrance.because}`, {
      object: entry,
      pointer: entrance.pointer,
    });
  const section = entry.tls.find(({ hosts }) => coversHost(hosts, rule.host));
  const cite = { object: entry, pointer: section?.pointer ?? '' };
  const hop = says('tls', `requests come to ${objectId(entry)} over TLS`, cite);
  if (section === undefined) return hop;
  const need = { namespace: entry.namespace, name: section.secret, host: rule.host, ...(at !== undefined && { at }) };
  const isNginx = by.length > 0 && by.every((name) => name === 'ingress-nginx');
  if (section.secret === '') return shown(hop, { text: 'its TLS section names no Secret', evidence: [] }, isNginx);
  const fault = certificateFault(facts, need);
  if (fault === undefined || fault.kind === 'type') return hop;
  if (fault.kind === 'unusable' || fault.kind === 'host') return shown(hop, fault, isNginx);
  return { says: 'tls', basis: [...hop.basis, { text: remark(fault), evidence: fault.evidence }] };
}

/**
 * ingress-nginx shows its default certificate, a self-signed one unless it was given another; what other controllers do is left to them.
 * https://kubernetes.github.io/ingress-nginx/user-guide/tls/#default-ssl-certificate
 */
function shown(hop: LayerVerdict, { text, evidence }: Basis, isNginx: boolean): LayerVerdict {
  const then = isNginx
    ? 'ingress-nginx shows its default certificate, which says nothing of the host'
    : 'what its controller shows then is left to it';
  return { says: isNginx ? 'tls' : 'unknown', basis: [...hop.basis, { text: `${text}: ${then}`, evidence }] };
}

function remark({ kind, text }: CertificateFault): string {
  return kind === 'time' ? `${text}: clients that verify it refuse` : `${text}, and is not judged`;
}

/** Of listeners that take the route, one in clear is enough, unless the rule only redirects there. */
function ofRoute(facts: Facts, { entry, rule }: Way, { at }: Front): LayerVerdict {
  const listeners = listenersOf(facts, entry);
  const [first] = listeners;
  const id = objectId(entry);
  if (first === undefined)
    return says('unknown', `no Gateway of the input takes ${id}`, { object: entry, pointer: '/spec/parentRefs' });
  const open = listeners.find(({ listener }) => listener.protocol === 'HTTP' && rule.redirects !== true);
  if (open !== undefined)
    return says('plain', `requests come to ${id} in clear: a listener of ${objectId(open.gateway)} is HTTP`, {
      object: open.gateway,
      pointer: open.listener.pointer,
    });
  const cite = { object: first.gateway, pointer: first.listener.pointer };
  const isTls = listeners.every(({ listener }) => listener.protocol === 'HTTPS' || listener.protocol === 'TLS');
  if (isTls)
    return withCertificate(
      facts,
      says('tls', `requests come to ${id} over TLS by ${objectId(first.gateway)}`, cite),
      listeners,
      at,
    );
  return says('unknown', `what listeners of ${objectId(first.gateway)} take for ${id} is not said`, cite);
}

/** A reference that does not resolve keeps the listener from being programmed. https://gateway-api.sigs.k8s.io/reference/spec/#listenerconditionreason */
function withCertificate(
  facts: Facts,
  hop: LayerVerdict,
  listeners: readonly Named[],
  at: string | undefined,
): LayerVerdict {
  const faults = listeners.flatMap(({ listener }) =>
    (listener.certificates ?? []).flatMap(({ namespace, name }) => {
      const need = { namespace, name, host: listener.hosts[0] ?? '', ...(at !== undefined && { at }) };
      return certificateFault(facts, need) ?? [];
    }),
  );
  const broken = faults.find(({ kind }) => kind === 'unusable' || kind === 'type');
  if (broken !== undefined) {
    const text = `${broken.text}: the listener is not to be served with it`;
    return { says: 'unknown', basis: [...hop.basis, { text, evidence: broken.evidence }] };
  }
  const basis = faults.map((one) => ({
    text: one.kind === 'host' ? `${one.text}: clients that verify it refuse` : remark(one),
    evidence: one.evidence,
  }));
  return { says: hop.says, basis: [...hop.basis, ...basis] };
}

/** Those that take the route. */
function listenersOf(facts: Facts, route: EntryFact): Named[] {
  return namedListeners(facts, route).filter(
    (one) => admits(facts, one, route) && meetHosts(one.listener.hosts, route.hosts),
  );
}
