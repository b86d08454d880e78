// Which listeners of its Gateway a route asks for, and which of them take it.
import type { EntryFact, EntryParent, GatewayFact, GatewayListener } from '../facts/entry.ts';
import type { Facts } from '../facts/facts.ts';
import { NAMESPACE_NAME, selects } from './label-truth.ts';
import type { Labels } from './label-truth.ts';
import { NO } from './truth.ts';

/** A listener with its Gateway. */
export interface Named {
  readonly gateway: GatewayFact;
  readonly listener: GatewayListener;
}

/** Those that the route asks for, of the Gateways of the input. */
export function namedListeners({ gateways }: Facts, { parents }: EntryFact): Named[] {
  return parents.flatMap((parent) =>
    gateways
      .filter(({ namespace, name }) => namespace === parent.namespace && name === parent.name)
      .flatMap((gateway) =>
        gateway.listeners
          .filter((listener) => isNamed(parent, listener))
          .map((listener): Named => ({ gateway, listener })),
      ),
  );
}

/** Without a section or port, every listener. https://gateway-api.sigs.k8s.io/reference/spec/#parentreference */
export function isNamed({ section, port }: EntryParent, listener: GatewayListener): boolean {
  return (section === undefined || section === listener.name) && (port === undefined || port === listener.port);
}

const known = new WeakMap<Facts, ReadonlyMap<string, Labels>>();

/** Without the namespace itself, only the label that the API server writes is known. */
export function labelsOfNamespace(facts: Facts, namespace: string): Labels {
  let byName = known.get(facts);
  if (byName === undefined) known.set(facts, (byName = labelsByName(facts)));
  return byName.get(namespace) ?? { known: new Map([[NAMESPACE_NAME, namespace]]), isComplete: false };
}

/** Made once for the facts; of namespaces with one name, the first counts. */
function labelsByName({ namespaces }: Facts): ReadonlyMap<string, Labels> {
  return new Map(
    namespaces
      .toReversed()
      .map(({ name, labels }) => [name, { known: new Map([...labels, [NAMESPACE_NAME, name]]), isComplete: true }]),
  );
}

/**
 * Whether the listener takes routes of the route's namespace: those of its own, unless it says otherwise; a selector that may select counts.
 * https://gateway-api.sigs.k8s.io/reference/spec/#routenamespaces
 */
export function admits(facts: Facts, { gateway, listener }: Named, route: EntryFact): boolean {
  const { routesFrom, namespaces } = listener;
  if (routesFrom === 'Same') return route.namespace === gateway.namespace;
  if (routesFrom !== 'Selector') return routesFrom === 'All';
  return namespaces !== undefined && selects(namespaces, labelsOfNamespace(facts, route.namespace)) !== NO;
}
