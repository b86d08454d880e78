// Judges a request by the rules of a role that was gained and that nobody is bound to: the server cannot be asked about it.
import { createCan, FactsBuilder, OriginTable } from '@watertight/engine';
import type { ApiRequest } from '@watertight/engine';
import { fieldsOf } from '@watertight/sources';
import type { RoleName } from './caller.ts';
import { NOBODY } from './caller.ts';

const PLACE = { source: 'server', offset: 0, length: 0, base: '', format: 'json' } as const;

/** Whether the role, as the server has it, would allow the request once it is bound where the request goes. */
export function roleAllows(role: RoleName, object: unknown, request: ApiRequest): boolean {
  const origins = new OriginTable();
  const builder = new FactsBuilder(origins, { defaultNamespace: 'default' });
  // The server has filled in what an aggregated role takes from others, which are not at hand here.
  const { aggregationRule: _, ...plain } = fieldsOf(object);
  builder.add(plain, origins.add(PLACE));
  builder.add(bindingOf(role, request.namespace ?? ''), origins.add(PLACE));
  const answer = createCan(builder.finish()).answer({ user: NOBODY, groups: [NOBODY], ...request });
  return 'allowed' in answer && answer.allowed === true;
}

function bindingOf({ kind, namespace, name }: RoleName, scope: string): object {
  const apiGroup = 'rbac.authorization.k8s.io';
  const where = namespace === '' ? scope : namespace;
  return {
    apiVersion: `${apiGroup}/v1`,
    kind: where === '' ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name: NOBODY, ...(where !== '' && { namespace: where }) },
    roleRef: { apiGroup, kind, name },
    subjects: [{ apiGroup, kind: 'User', name: NOBODY }],
  };
}
