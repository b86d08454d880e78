// Reads the table's notation of subjects: who asks, and whom a binding names.

/** As a binding holds it. */
export type Subject =
  | { readonly kind: 'ServiceAccount'; readonly namespace: string; readonly name: string }
  | { readonly apiGroup: 'rbac.authorization.k8s.io'; readonly kind: 'User' | 'Group'; readonly name: string };

/** As an authenticator gives it, `system:authenticated` included. */
export interface Caller {
  readonly user: string;
  readonly groups: readonly string[];
}

const AUTHENTICATED = 'system:authenticated';
const NODE_PREFIX = 'system:node:';
const apiGroup = 'rbac.authorization.k8s.io';

function split(text: string): readonly [string, string] {
  const at = text.indexOf(':');
  return [text.slice(0, at), text.slice(at + 1)];
}

/**
 * `user:NAME`, `group:NAME` (a user of the case's own in that group), `member:GROUP=USER`, `serviceaccount:NS/NAME`, `node:NAME`
 * or `anonymous`; absent, a user of the case's own.
 */
export function callerOf(text: string | undefined, namespace: string): Caller {
  const own = `${namespace}-user`;
  if (text === undefined) return { user: own, groups: [AUTHENTICATED] };
  if (text === 'anonymous') return { user: 'system:anonymous', groups: ['system:unauthenticated'] };
  const [kind, name] = split(text);
  const [first = '', second = ''] = name.split(kind === 'member' ? '=' : '/');
  switch (kind) {
    case 'user':
      return { user: name, groups: [AUTHENTICATED] };
    case 'group':
      return { user: own, groups: [name, AUTHENTICATED] };
    case 'member':
      return { user: second, groups: [first, AUTHENTICATED] };
    case 'node':
      return { user: `system:node:${name}`, groups: ['system:nodes', AUTHENTICATED] };
    case 'serviceaccount': {
      const groups = ['system:serviceaccounts', `system:serviceaccounts:${first}`, AUTHENTICATED];
      return { user: `system:serviceaccount:${first}:${second}`, groups };
    }
    default:
      throw new Error(`no subject: ${text}`);
  }
}

/** What a binding names for a subject; `member:GROUP=USER` and `node:NAME` by their user. */
export function bindingSubject(text: string | undefined, namespace: string): Subject {
  const [kind, name] = split(text ?? '');
  if (kind === 'group') return { apiGroup, kind: 'Group', name };
  if (kind !== 'serviceaccount') return { apiGroup, kind: 'User', name: callerOf(text, namespace).user };
  const [at = '', account = ''] = name.split('/');
  return { kind: 'ServiceAccount', namespace: at, name: account };
}

/** The position id that our reports use for a caller: CONTRACT's canonical forms. */
export function positionOf(text: string | undefined, namespace: string): string {
  const [kind] = split(text ?? '');
  if (text === 'anonymous' || kind === 'group' || kind === 'serviceaccount' || kind === 'node') return text ?? '';
  const { user } = callerOf(text, namespace);
  return user.startsWith(NODE_PREFIX) ? `node:${user.slice(NODE_PREFIX.length)}` : `user:${user}`;
}
