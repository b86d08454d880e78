// Lists every principal that can stand in a path: as bound, as a ServiceAccount in the input, or as a namespace's default account.
import type { Facts } from '../facts/facts.ts';
import { ANONYMOUS, MASTERS_GROUP, positionOfGroup, positionOfSubject } from '../access/user.ts';

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

/** Every namespace that the input names, and kube-system, where the control plane's accounts live. */
export function namespacesOf(facts: Facts): string[] {
  const names = new Set<string>(['kube-system']);
  const lists: readonly (readonly { namespace: string }[])[] = [
    facts.roles, facts.bindings, facts.serviceAccounts, facts.secrets, facts.configMaps, facts.workloads, facts.claims, facts.services, facts.customs,
  ];
  for (const list of lists) for (const fact of list) if (fact.namespace !== '') names.add(fact.namespace);
  for (const namespace of facts.namespaces) names.add(namespace.name);
  for (const binding of facts.bindings) {
    for (const subject of binding.subjects) if (subject.namespace !== '') names.add(subject.namespace);
  }
  return [...names].toSorted();
}

/** All principals by id. A ServiceAccount is present when the input holds it, or when it is a namespace's `default`, which a controller always makes. */
export function listPrincipals(facts: Facts, namespaces: readonly string[], nodes: readonly string[]): Map<string, Principal> {
  const principals = new Map<string, Principal>();
  const add = (id: string, present: boolean): void => {
    if (!principals.has(id)) principals.set(id, principalOf(id, present));
  };
  for (const account of facts.serviceAccounts) add(accountId(account.namespace, account.name), true);
  for (const namespace of namespaces) add(accountId(namespace, 'default'), true);
  for (const node of nodes) add(`node:${node}`, true);
  for (const binding of facts.bindings) {
    for (const subject of binding.subjects) {
      const id = positionOfSubject(subject);
      add(id, !id.startsWith('serviceaccount:'));
    }
  }
  for (const workload of facts.workloads) {
    const spec = facts.podSpecs[workload.spec];
    if (spec !== undefined) add(accountId(workload.namespace, spec.serviceAccount), false);
  }
  add(positionOfGroup(MASTERS_GROUP), true);
  return principals;
}
