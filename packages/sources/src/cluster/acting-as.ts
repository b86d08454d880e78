// Says which right is missing where the server refuses to let the caller act as someone else.
import { ClusterError } from './cluster-error.ts';
import { impersonatedThings } from './credentials/impersonation.ts';
import type { ImpersonatedThing } from './credentials/impersonation.ts';
import type { ClusterTarget } from './kubeconfig/target.ts';
import { mayImpersonate } from './lists/rights.ts';
import { resourceName } from './lists/resource.ts';
import type { Transport } from './transport/transport.ts';

/**
 * To be called when a request was refused: the server refuses every one when the caller may not impersonate. Asks it as the caller, and
 * throws `ClusterError` where it says what is missing; returns where the refusal has another reason.
 */
export async function requireActing(transport: Transport, { user, userName }: ClusterTarget): Promise<void> {
  if (user.impersonate === undefined) return;
  const missing: string[] = [];
  for (const thing of impersonatedThings(user.impersonate))
    if ((await mayImpersonate(transport, thing)) === 'no') missing.push(wordsOf(thing));
  if (missing.length === 0) return;
  const message = `user ${userName} may not act as ${user.impersonate.user}: it lacks impersonate on ${missing.join(', ')}`;
  throw new ClusterError('unreachable', message, 'Have a role with that verb bound to it, or leave out --as.');
}

/** As a rule of RBAC names them. */
function wordsOf({ group, resource, subresource, namespace, name }: ImpersonatedThing): string {
  const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
  const what = resourceName({ group, resource: subresource === undefined ? resource : `${resource}/${subresource}` });
  return `${what} ${name}${where}`;
}
