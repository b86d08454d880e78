// Roles bound to the position, and rules written into a role of its own: the API server then asks about escalation by itself.
// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
import { roleOf, subjectOf } from '../caller.ts';
import { apiVersionOf, citedName, create, MERGE, patch, replace } from './try-out.ts';
import type { Maker, Occasion, TryOut } from './try-out.ts';

const BIND = ['bind roles', 'bind clusterroles'];
const ESCALATE = ['escalate roles', 'escalate clusterroles'];
const EVERYTHING = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];

export const createBinding: Maker = (occasion) => {
  const fields = bindingOf(occasion);
  const request = { ...occasion.request, ...whereBound(occasion) };
  return fields && create({ step: occasion.step, request }, fields, BIND);
};

/** A right in all namespaces is used where the path goes on. */
function whereBound({ request, next }: Occasion): { readonly namespace?: string } {
  if (request.resource !== 'rolebindings' || request.namespace !== undefined) return {};
  return { namespace: next.map((step) => step.request?.namespace).find((name) => name !== undefined) ?? 'default' };
}

export const patchBinding: Maker = ({ request, user }): TryOut | undefined =>
  patch(request, { body: { subjects: [subjectOf(user)] }, contentType: MERGE }, BIND);

/** A binding keeps its role for ever, and the one that is changed has that of the step already. */
export const replaceBinding: Maker = (occasion) => {
  const { name, namespace } = occasion.request;
  const fields = bindingOf(occasion);
  if (name === undefined || fields === undefined) return undefined;
  const body = { apiVersion: apiVersionOf(occasion.request), ...fields, metadata: { name, namespace } };
  return replace(occasion.request, body, name, BIND);
};

function bindingOf({ step, request, user }: Occasion): object | undefined {
  const role = roleOf(step.to);
  if (role === undefined) return undefined;
  return {
    kind: request.resource === 'rolebindings' ? 'RoleBinding' : 'ClusterRoleBinding',
    roleRef: { apiGroup: request.group, kind: role.kind, name: role.name },
    subjects: [subjectOf(user)],
  };
}

export const patchRole: Maker = (occasion): TryOut | undefined =>
  patch(occasion.request, { body: { rules: EVERYTHING }, contentType: MERGE, name: grantingRole(occasion) }, ESCALATE);

export const replaceRole: Maker = (occasion) => {
  const { request } = occasion;
  const name = request.name ?? grantingRole(occasion);
  if (name === undefined) return undefined;
  const kind = request.resource === 'roles' ? 'Role' : 'ClusterRole';
  const metadata = { name, namespace: request.namespace };
  return replace(request, { apiVersion: apiVersionOf(request), kind, metadata, rules: EVERYTHING }, name, ESCALATE);
};

/** Where the rule names no role, the one that grants the step serves: it is bound to the position. */
function grantingRole({ step, request }: Occasion): string | undefined {
  const kind = request.resource === 'roles' ? 'role' : 'clusterrole';
  const granting = step.evidence.filter(({ object }) => object.startsWith(`${kind}:`)).slice(0, 1);
  return citedName({ step: { to: '', evidence: granting }, request }, kind);
}
