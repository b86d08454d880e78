// Acting as someone else: the headers that ask the server for it, and the rights that it takes.
// https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
import type { Impersonation } from '../kubeconfig/entries.ts';
import type { Header } from './proof.ts';

/** A group is a header of its own, since a group's name may hold a comma. */
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

/** What somebody must be allowed to `impersonate`: attributes of a review, without the verb. */
export interface ImpersonatedThing {
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name: string;
}

const ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;
const AUTHENTICATION = 'authentication.k8s.io';

/** All of them are needed. */
export function impersonatedThings({ user, groups, uid, extra }: Impersonation): ImpersonatedThing[] {
  const [, namespace, account] = ACCOUNT.exec(user) ?? [];
  const who: ImpersonatedThing =
    namespace === undefined || account === undefined
      ? { group: '', resource: 'users', name: user }
      : { group: '', resource: 'serviceaccounts', namespace, name: account };
  const fields = [...extra].flatMap(([key, values]) =>
    values.map((name) => ({ group: AUTHENTICATION, resource: 'userextras', subresource: key.toLowerCase(), name })),
  );
  return [
    who,
    ...groups.map((name) => ({ group: '', resource: 'groups', name })),
    ...(uid === '' ? [] : [{ group: AUTHENTICATION, resource: 'uids', name: uid }]),
    ...fields,
  ];
}
