// Which listeners of its Gateway a route asks for, and which of them take it.
import type { EntryFact, EntryParent, GatewayFact, GatewayListener } from '../facts/entry.ts';
import type { Facts } from '../facts/facts.ts';
import { selects } from './label-truth.ts';
import { labelsOfNamespace } from './namespace-labels.ts';
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
