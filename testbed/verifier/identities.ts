// Who a position is to the API server: user name and groups.
import { splitId } from './cluster.ts';

export interface Caller {
  readonly user: string;
  readonly groups: readonly string[];
}

const AUTHENTICATED = 'system:authenticated';

/** The caller behind a position id; undefined for what makes no API requests of its own. */
export function callerOf(id: string): Caller | undefined {
  const { kind, namespace, name } = splitId(id);
  switch (kind) {
    case 'anonymous':
      return { user: 'system:anonymous', groups: ['system:unauthenticated'] };
    case 'user':
      return { user: name, groups: [AUTHENTICATED] };
    case 'group':
      return { user: '', groups: [name, AUTHENTICATED] };
    case 'node':
      return { user: `system:node:${name}`, groups: ['system:nodes', AUTHENTICATED] };
    case 'serviceaccount':
      return {
        user: `system:serviceaccount:${namespace}:${name}`,
        groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, AUTHENTICATED],
      };
    default:
      return undefined;
  }
}

/** True for a role that an earlier step gained: the next step acts by its rules. */
export function isRole(id: string): boolean {
  return id.startsWith('role:') || id.startsWith('clusterrole:');
}
