// ServiceAccounts that are cloud identities too, by the annotations that clouds define.
import { pointerSegment } from '@watertight/syntax';
import type { ServiceAccountFact } from '../../facts/rbac.ts';
import { accountFact } from '../pod-account.ts';
import type { Relation } from './relation.ts';

/** Annotation → cloud, as the id shows it. */
const CLOUD_ANNOTATIONS: ReadonlyMap<string, string> = new Map([
  ['eks.amazonaws.com/role-arn', 'aws'],
  ['iam.gke.io/gcp-service-account', 'gcp'],
  ['azure.workload.identity/client-id', 'azure'],
]);

function cloudRoles(account: ServiceAccountFact): { readonly id: string; readonly annotation: string }[] {
  return [...CLOUD_ANNOTATIONS].flatMap(([annotation, cloud]) => {
    const role = account.annotations.get(annotation);
    return role === undefined || role === '' ? [] : [{ id: `cloud:${cloud}/${role}`, annotation }];
  });
}

export const accountHasCloudRole: Relation = {
  name: 'accountHasCloudRole',
  pairs(nodes, emit) {
    for (const account of nodes.world.facts.serviceAccounts) {
      for (const { id } of cloudRoles(account)) emit(nodes.account(account.namespace, account.name), nodes.cloud(id));
    }
  },
  cite(world, { from, to }) {
    const [, namespace = '', name = ''] = /^serviceaccount:([^/]+)\/(.+)$/.exec(from) ?? [];
    const account = accountFact(world, namespace, name);
    const role = account === undefined ? undefined : cloudRoles(account).find(({ id }) => id === to);
    if (account === undefined || role === undefined) return undefined;
    const pointer = `/metadata/annotations/${pointerSegment(role.annotation)}`;
    return { evidence: [{ object: account, pointer }], objects: [account], namespace };
  },
};
