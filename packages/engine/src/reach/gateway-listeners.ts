// Which listeners of its Gateway a route asks for, and which of them take it.
import type { EntryFact, EntryParent, GatewayFact, GatewayListener } from '../facts/entry.ts';
import { selects } from './label-truth.ts';
import type { Labels } from './label-truth.ts';
import { NO } from './truth.ts';

/** Without a section or port, every listener. https://gateway-api.sigs.k8s.io/reference/spec/#parentreference */
export function isNamed({ section, port }: EntryParent, listener: GatewayListener): boolean {
  return (section === undefined || section === listener.name) && (port === undefined || port === listener.port);
}

/**
 * Whether the listener takes routes of the route's namespace, whose labels are given: those of its own, unless it says otherwise; a selector
 * that may select counts. https://gateway-api.sigs.k8s.io/reference/spec/#routenamespaces
 */
export function admits(
  { routesFrom, namespaces }: GatewayListener,
  gateway: GatewayFact,
  route: EntryFact,
  labels: () => Labels,
): boolean {
  if (routesFrom === 'Same') return route.namespace === gateway.namespace;
  if (routesFrom !== 'Selector') return routesFrom === 'All';
  return namespaces !== undefined && selects(namespaces, labels()) !== NO;
}
