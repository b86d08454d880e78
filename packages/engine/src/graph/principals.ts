// Lists every principal that can stand in a path: as bound, as a ServiceAccount in the input, or as a namespace's default account.
import { distinctWorkloads } from '../facts/distinct-workloads.ts';
import type { Facts } from '../facts/facts.ts';
import { NO_DOCUMENT } from '../facts/object.ts';
import type { ObjectFact } from '../facts/object.ts';
import { NameIndex } from './name-index.ts';
import { ANONYMOUS, MASTERS_GROUP, positionOfGroup, positionOfSubject } from '../access/user.ts';

/** Type and annotation of a Secret that holds a ServiceAccount's token. */
export const TOKEN_TYPE = 'kubernetes.io/service-account-token';
export const ACCOUNT_ANNOTATION = 'kubernetes.io/service-account.name';

export type PrincipalType = 'user' | 'group' | 'serviceaccount' | 'anonymous' | 'node';

export interface Principal {
  /** The contract's id. */
  readonly id: string;
  readonly type: PrincipalType;
  /** Of a ServiceAccount. */
  readonly namespace: string;
  readonly name: string;
  /** False for a ServiceAccount that only a binding or a pod names. */
  readonly present: boolean;
  /** Named by a right to impersonate it and by nothing else: no position of its own. */
  readonly onlyImpersonated?: true;
}

/** The principal behind a position id of the contract; only ids of API callers are given. */
export function principalOf(id: string, present = true): Principal {
  if (id === ANONYMOUS) return { id, type: 'anonymous', namespace: '', name: id, present };
  const colon = id.indexOf(':');
  const type = id.slice(0, colon) as PrincipalType;
  const name = id.slice(colon + 1);
  if (type !== 'serviceaccount') return { id, type, namespace: '', name, present };
  const slash = name.indexOf('/');
  return { id, type, namespace: name.slice(0, slash), name: name.slice(slash + 1), present };
}

export function accountId(namespace: string, name: string): string {
  return `serviceaccount:${namespace}/${name}`;
}

/** Every namespace that the input names. */
export function namespacesInInput(facts: Facts): ReadonlySet<string> {
  const names = new Set<string>();
  const lists: readonly (readonly Pick<ObjectFact, 'namespace' | 'document'>[])[] = [
    facts.roles,
    facts.bindings,
    facts.serviceAccounts,
    facts.secrets,
    facts.configMaps,
    facts.workloads,
    facts.claims,
    facts.services,
    facts.customs,
  ];
  for (const list of lists)
    for (const fact of list) if (fact.namespace !== '' && fact.document !== NO_DOCUMENT) names.add(fact.namespace);
  for (const namespace of facts.namespaces) names.add(namespace.name);
  for (const binding of facts.bindings) {
    if (binding.document === NO_DOCUMENT) continue;
    for (const subject of binding.subjects) if (subject.namespace !== '') names.add(subject.namespace);
  }
  return names;
}

/** Those, and the ones in which the bootstrap policy has its accounts and roles. */
export function namespacesOf(facts: Facts): string[] {
  return [...namespacesInInput(facts), 'kube-public', 'kube-system']
    .toSorted()
    .filter((name, index, all) => name !== all[index - 1]);
}

/** All principals by id. A ServiceAccount is present when the input holds it, or when it is a namespace's `default`, which a controller always makes. */
export function listPrincipals(
  facts: Facts,
  nodes: readonly string[],
  impersonated: readonly { readonly namespace: string; readonly name: string }[],
): Map<string, Principal> {
  const principals = new Map<string, Principal>();
  const add = (id: string, present: boolean): void => {
    if (!principals.has(id)) principals.set(id, principalOf(id, present));
  };
  // Many pods run as one account: its id is made once.
  const accounts = new NameIndex();
  const addAccount = (namespace: string, name: string, present: boolean): void => {
    if (accounts.get(namespace, name) !== undefined) return;
    accounts.set(namespace, name, principals.size);
    add(accountId(namespace, name), present);
  };
  for (const account of facts.serviceAccounts) addAccount(account.namespace, account.name, true);
  for (const namespace of namespacesInInput(facts)) addAccount(namespace, 'default', true);
  for (const node of nodes) add(`node:${node}`, true);
  for (const binding of facts.bindings) {
    for (const subject of binding.subjects) {
      const id = positionOfSubject(subject);
      add(id, !id.startsWith('serviceaccount:'));
    }
  }
  for (const workload of distinctWorkloads(facts)) {
    const spec = facts.podSpecs[workload.spec];
    if (spec !== undefined) addAccount(workload.namespace, spec.serviceAccount, false);
  }
  for (const secret of facts.secrets) {
    const account = secret.type === TOKEN_TYPE ? secret.annotations.get(ACCOUNT_ANNOTATION) : undefined;
    if (account !== undefined) addAccount(secret.namespace, account, false);
  }
  add(positionOfGroup(MASTERS_GROUP), true);
  for (const { namespace, name } of impersonated) {
    const id = accountId(namespace, name);
    if (!principals.has(id)) principals.set(id, { ...principalOf(id, false), onlyImpersonated: true });
  }
  return principals;
}
