// The headers that ask the server to act as someone else, as the kubeconfig says.
import type { Impersonation } from '../kubeconfig/entries.ts';
import type { Header } from './proof.ts';

/** A group is a header of its own, since a group's name may hold a comma. https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/ */
export function impersonationHeaders(as: Impersonation | undefined): Header[] {
  if (as === undefined) return [];
  const headers: Header[] = [];
  if (as.user !== '') headers.push(['impersonate-user', as.user]);
  for (const group of as.groups) headers.push(['impersonate-group', group]);
  if (as.uid !== '') headers.push(['impersonate-uid', as.uid]);
  for (const [key, values] of as.extra) {
    for (const value of values) headers.push([`impersonate-extra-${encodeURIComponent(key)}`, value]);
  }
  return headers;
}
