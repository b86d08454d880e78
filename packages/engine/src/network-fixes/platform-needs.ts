// What clouds have pods connect to without a setting: whoever gives out the identity of their account.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { KEPT_OPEN } from '../reach/metadata.ts';
import { NeedList } from './declared-need.ts';
import type { Group, Groups } from './groups.ts';
import { endAt } from './host-ends.ts';
import type { Needs } from './need.ts';
import type { Target } from './service-ends.ts';

/** https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity */
const GKE_ACCOUNT = 'iam.gke.io/gcp-service-account';
/** Where clients look for tokens; GKE's own server answers in the metadata service's stead. */
const GKE_METADATA: Target = {
  end: endAt('169.254.169.254'),
  port: 80,
  protocol: 'TCP',
};
export function platformNeeds(facts: Facts, groups: Groups): Needs {
  const list = new NeedList();
  for (const group of groups.all) {
    if (group.onHost) continue;
    addIdentity(list, group, facts);
  }
  return list;
}

function addIdentity(list: NeedList, group: Group, { podSpecs, serviceAccounts }: Facts): void {
  const names = new Set(group.pods.map(({ spec }) => podSpecs[spec]?.serviceAccount));
  const account = serviceAccounts.find(
    ({ namespace, name, annotations }) =>
      namespace === group.namespace && names.has(name) && annotations.has(GKE_ACCOUNT),
  );
  if (account === undefined) return;
  const served = KEPT_OPEN.filter(({ cloud, port }) => cloud === 'gcp' && port === 988).flatMap(({ addresses, port }) =>
    addresses.map((address): Target => ({
      end: endAt(address),
      port,
      protocol: 'TCP',
    })),
  );
  list.add(
    [{ kind: 'group', group }],
    { targets: [GKE_METADATA, ...served] },
    {
      source: 'cloud-identity',
      text: `${objectId(account)} is a Google Cloud account (${GKE_ACCOUNT})`,
      evidence: [{ object: account, pointer: '/metadata/annotations' }],
      namespace: group.namespace,
    },
  );
}
