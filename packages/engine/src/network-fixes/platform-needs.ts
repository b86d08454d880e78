// What platforms have pods connect to without a setting: the identity of their account at the cloud, and the control plane of a mesh.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { KEPT_OPEN } from '../reach/metadata.ts';
import { IstioMembers } from '../transit/istio-member.ts';
import { rootNamespace } from '../transit/istio-server.ts';
import { NeedList } from './declared-need.ts';
import type { Group, Groups } from './groups.ts';
import { blockOf } from './host-ends.ts';
import type { Need, NeedEnd, Needs } from './need.ts';
import type { Target } from './service-ends.ts';

/** https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity */
const GKE_ACCOUNT = 'iam.gke.io/gcp-service-account';
/** Where clients look for tokens; GKE's own server answers in the metadata service's stead. */
const GKE_METADATA: Target = {
  end: { kind: 'blocks', id: 'ip:169.254.169.254', cidrs: ['169.254.169.254/32'] },
  port: 80,
  protocol: 'TCP',
};
/** xDS and certificates. https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio */
const ISTIOD_PORT = 15_012;

export function platformNeeds(facts: Facts, groups: Groups): Needs {
  const list = new NeedList();
  for (const group of groups.all) {
    if (group.onHost) continue;
    addIdentity(list, group, facts);
  }
  addMesh(list, groups, facts);
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
      end: { kind: 'blocks', id: `ip:${address}`, cidrs: [blockOf(address)] },
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

function addMesh(list: NeedList, groups: Groups, facts: Facts): void {
  const members = new IstioMembers(facts);
  const root = rootNamespace(facts);
  const istiod = groups.in(root).filter(({ pods }) => pods.some(({ podLabels }) => podLabels?.get('app') === 'istiod'));
  for (const group of groups.all) {
    const [pod] = group.pods;
    if (group.onHost || pod === undefined || istiod.includes(group)) continue;
    const { mode, basis } = members.of(pod);
    if (mode !== 'sidecar') continue;
    const declared = {
      source: 'mesh',
      text: basis.text,
      evidence: basis.evidence,
      namespace: group.namespace,
    } as const;
    if (istiod.length === 0) list.miss('istiod is not in the input', declared);
    for (const one of istiod)
      list.add(
        [{ kind: 'group', group }],
        { targets: [{ end: { kind: 'group', group: one }, port: ISTIOD_PORT, protocol: 'TCP' }] },
        declared,
      );
  }
}

/** The tunnel's port, which is all that policies see between two pods of the ambient mesh. https://istio.io/latest/docs/ambient/usage/networkpolicy/ */
const HBONE = 15_008;

/** Needs between pods of the ambient mesh are needs of the tunnel. */
export function throughTunnels(needs: readonly Need[], facts: Facts): Need[] {
  const members = new IstioMembers(facts);
  const isAmbient = (end: NeedEnd): boolean => {
    const [pod] = end.kind === 'group' ? end.group.pods : [];
    return pod !== undefined && members.of(pod).mode === 'ambient';
  };
  return needs.map((need) =>
    need.protocol === 'TCP' && isAmbient(need.from) && isAmbient(need.to)
      ? { ...need, port: HBONE, text: `${need.text}, through the ambient mesh’s tunnel` }
      : need,
  );
}
