// Which listeners of its Gateway a route asks for.
import type { EntryParent, GatewayListener } from '../facts/entry.ts';

/** Without a section or port, every listener. https://gateway-api.sigs.k8s.io/reference/spec/#parentreference */
export function isNamed({ section, port }: EntryParent, listener: GatewayListener): boolean {
  return (section === undefined || section === listener.name) && (port === undefined || port === listener.port);
}
