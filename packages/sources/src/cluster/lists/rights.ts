// Which lists the caller may ask for, by the server's own word: access reviews, which create nothing.
// https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access
import type { ImpersonatedThing } from '../credentials/impersonation.ts';
import { fieldsOf, listOf, textOf, textsOf } from '../kubeconfig/narrow.ts';
import type { Fields } from '../kubeconfig/narrow.ts';
import { RequestFailure } from '../transport/failure.ts';
import type { Question } from '../transport/question.ts';
import type { Transport } from '../transport/transport.ts';
import type { Resource } from './resource.ts';

/** `unsure`: the server did not say; asking for the list shows it. */
export type Right = 'yes' | 'no' | 'unsure';

const AUTHORIZATION = '/apis/authorization.k8s.io/v1';
const ACCEPT = 'application/json';

/** A rule as the server lists it for the caller. */
interface OwnRule {
  readonly verbs: readonly string[];
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly isNamed: boolean;
}

/** What the caller may do in one namespace. */
export interface NamespaceRights {
  readonly mayList: (resource: Resource) => Right;
}

/** Whether the caller may list a kind in all namespaces; `*` asks about every kind. */
export async function mayListAll(
  transport: Transport,
  { group, resource }: Pick<Resource, 'group' | 'resource'>,
): Promise<Right> {
  const spec = { resourceAttributes: { verb: 'list', group, version: '*', resource } };
  return rightOf(await review(transport, 'SelfSubjectAccessReview', spec));
}

function rightOf(status: Fields | undefined): Right {
  const allowed = status?.['allowed'];
  return typeof allowed === 'boolean' ? (allowed ? 'yes' : 'no') : 'unsure';
}

/** Whether the kubeconfig's user itself may act as that user, or with that group. */
export async function mayImpersonate(transport: Transport, thing: ImpersonatedThing): Promise<Right> {
  const spec = { resourceAttributes: { verb: 'impersonate', version: '*', ...thing } };
  return rightOf(await review(transport, 'SelfSubjectAccessReview', spec, 'caller'));
}

export async function rightsIn(transport: Transport, namespace: string): Promise<NamespaceRights> {
  const status = await review(transport, 'SelfSubjectRulesReview', { namespace });
  if (status === undefined) return { mayList: () => 'unsure' };
  const rules = listOf(status['resourceRules'])
    .map(fieldsOf)
    .map((rule): OwnRule => ({
      verbs: textsOf(rule['verbs']),
      groups: textsOf(rule['apiGroups']),
      resources: textsOf(rule['resources']),
      isNamed: textsOf(rule['resourceNames']).length > 0,
    }));
  // Authorizers that cannot list their rules may still allow.
  const otherwise = status['incomplete'] === true ? 'unsure' : 'no';
  return { mayList: (resource) => (rules.some((rule) => allows(rule, resource)) ? 'yes' : otherwise) };
}

/** A rule for named objects allows no list of all. */
function allows({ verbs, groups, resources, isNamed }: OwnRule, { group, resource }: Resource): boolean {
  const has = (list: readonly string[], item: string): boolean => list.includes(item) || list.includes('*');
  return !isNamed && has(verbs, 'list') && has(groups, group) && has(resources, resource);
}

/** The caller's name as the server sees it; empty where the server does not say (before 1.28). */
export async function ownName(transport: Transport): Promise<string> {
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
  const { status, value } = await answered(transport, { path, accept: ACCEPT, review: body });
  return status === 201 ? textOf(fieldsOf(fieldsOf(fieldsOf(value)['status'])['userInfo'])['username']) : '';
}

/** The review's `status`; undefined where the server gave none. */
async function review(transport: Transport, kind: string, spec: object, as?: 'caller'): Promise<Fields | undefined> {
  const path = `${AUTHORIZATION}/${kind.toLowerCase()}s`;
  const body = { apiVersion: 'authorization.k8s.io/v1', kind, spec };
  const { status, value } = await answered(transport, { path, accept: ACCEPT, review: body, ...(as && { as }) });
  return status === 201 ? fieldsOf(fieldsOf(value)['status']) : undefined;
}

async function answered(
  transport: Transport,
  question: Question,
): Promise<{ readonly status: number; readonly value: unknown }> {
  try {
    return await transport.askJson(question);
  } catch (error) {
    if (error instanceof RequestFailure) return { status: 0, value: undefined };
    throw error;
  }
}
