// How a client outside speaks to what takes its requests for an Ingress or a route.
import type { EntryFact, GatewayListener } from '../facts/entry.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { admits, isNamed, labelsOfNamespace } from '../reach/gateway-listeners.ts';
import type { Way } from '../reach/ways.ts';
import { says } from './edge.ts';
import type { LayerVerdict } from './edge.ts';
import { meetHosts } from './hosts.ts';
import { plainEntrance } from './ingress-entrance.ts';

/** `clear` counts as plain: the client may choose it. */
export function entranceHop(facts: Facts, way: Way): LayerVerdict {
  return way.entry.objectKind === 'Ingress' ? ofIngress(way) : ofRoute(facts, way);
}

function ofIngress({ entry, rule }: Way): LayerVerdict {
  const entrance = plainEntrance(entry);
  if (entrance?.rules.includes(rule) === true)
    return says('plain', `requests come to ${objectId(entry)} in clear: ${entrance.because}`, {
      object: entry,
      pointer: entrance.pointer,
    });
  const pointer = entry.tls[0]?.pointer ?? '';
  return says('tls', `requests come to ${objectId(entry)} over TLS`, { object: entry, pointer });
}

/** Of listeners that take the route, one in clear is enough, unless the rule only redirects there. */
function ofRoute(facts: Facts, { entry, rule }: Way): LayerVerdict {
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
  if (isTls) return says('tls', `requests come to ${id} over TLS by ${objectId(first.gateway)}`, cite);
  return says('unknown', `what listeners of ${objectId(first.gateway)} take for ${id} is not said`, cite);
}

function listenersOf(
  facts: Facts,
  route: EntryFact,
): { gateway: Facts['gateways'][number]; listener: GatewayListener }[] {
  return route.parents.flatMap((parent) =>
    facts.gateways
      .filter(({ namespace, name }) => namespace === parent.namespace && name === parent.name)
      .flatMap((gateway) =>
        gateway.listeners
          .filter(
            (listener) =>
              isNamed(parent, listener) &&
              admits(listener, gateway, route, () => labelsOfNamespace(facts, route.namespace)) &&
              meetHosts(listener.hosts, route.hosts),
          )
          .map((listener) => ({ gateway, listener })),
      ),
  );
}
