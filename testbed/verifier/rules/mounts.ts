// Re-derives M1 and M2: what a workload's containers hold, its Secrets and its account's token.
import { accountOf, containersOf, makersOf, mountedVolumes } from '../pods.ts';
import type { PodMaker } from '../pods.ts';
import { at, listAt, textAt } from '../raw.ts';
import { nameOf, namespaceOf } from '../cluster.ts';
import type { Cluster } from '../cluster.ts';
import { annotation } from '../rbac.ts';
import { visibleSecrets } from '../references.ts';
import type { StepCase } from '../step-case.ts';
import { endsAt, unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

/** The API server takes tokens of its own audiences only: none named means those. */
function isForServer(projection: unknown): boolean {
  const audience = textAt(projection, 'audience');
  return projection !== undefined && (audience === '' || /^(?:https:\/\/)?kubernetes\.default|^api$/.test(audience));
}

/** The pod's field decides over the account's; a projected token stands whatever they say. */
function holdsToken(cluster: Cluster, { object, spec }: PodMaker, account: string): boolean {
  const namespace = namespaceOf(object);
  const mounted = mountedVolumes(spec);
  const mountsTokenSecret = [...visibleSecrets(spec)].some((name) => {
    const secret = cluster.find(`secret:${namespace}/${name}`);
    return (
      textAt(secret, 'type') === 'kubernetes.io/service-account-token' &&
      `serviceaccount:${namespace}/${annotation(secret, 'kubernetes.io/service-account.name')}` === account
    );
  });
  if (mountsTokenSecret) return true;
  if (`serviceaccount:${namespace}/${accountOf(spec)}` !== account) return false;
  const projected = listAt(spec, 'volumes').some(
    (volume) =>
      mounted.has(textAt(volume, 'name')) &&
      listAt(volume, 'projected', 'sources').some((source) => isForServer(at(source, 'serviceAccountToken'))),
  );
  const automounts =
    at(spec, 'automountServiceAccountToken') ?? at(cluster.find(account), 'automountServiceAccountToken') ?? true;
  return projected || (automounts === true && containersOf(spec).length > 0);
}

/** In-tree volumes as Kubernetes hands them to CSI drivers today: the field, and the driver's name. */
const IN_TREE: readonly (readonly [string, string])[] = [
  ['awsElasticBlockStore', 'ebs.csi.aws.com'],
  ['azureDisk', 'disk.csi.azure.com'],
  ['azureFile', 'file.csi.azure.com'],
  ['cinder', 'cinder.csi.openstack.org'],
  ['gcePersistentDisk', 'pd.csi.storage.gke.io'],
  ['portworxVolume', 'pxd.portworx.com'],
  ['vsphereVolume', 'csi.vsphere.vmware.com'],
];

function driverIn(source: unknown): string {
  const migrated = IN_TREE.find(([field]) => at(source, field) !== undefined)?.[1] ?? '';
  return textAt(source, 'csi', 'driver') || migrated;
}

/** Whether the driver of one of the pod's volumes, its own or a claim's, is given tokens that the API server takes. */
function driverTakesToken(cluster: Cluster, { object, spec }: PodMaker): boolean {
  const drivers = listAt(spec, 'volumes').map((volume) => {
    const made =
      at(volume, 'ephemeral', 'volumeClaimTemplate') === undefined ? '' : `${nameOf(object)}-${textAt(volume, 'name')}`;
    const claim = made || textAt(volume, 'persistentVolumeClaim', 'claimName');
    if (claim === '') return driverIn(volume);
    const bound = textAt(cluster.find(`persistentvolumeclaim:${namespaceOf(object)}/${claim}`), 'spec', 'volumeName');
    return driverIn(at(cluster.find(`persistentvolume:${bound}`), 'spec'));
  });
  return drivers.some((name) => listAt(cluster.find(`csidriver:${name}`), 'spec', 'tokenRequests').some(isForServer));
}

/** Whether the spec refers to a token that the API server takes, in a container or not: a node may ask for no other since 1.33. */
export function refersToToken(cluster: Cluster, maker: PodMaker): boolean {
  const { object, spec } = maker;
  const account = cluster.find(`serviceaccount:${namespaceOf(object)}/${accountOf(spec)}`);
  const automounts = at(spec, 'automountServiceAccountToken') ?? at(account, 'automountServiceAccountToken') ?? true;
  return (
    automounts === true ||
    driverTakesToken(cluster, maker) ||
    listAt(spec, 'volumes').some((volume) =>
      listAt(volume, 'projected', 'sources').some((source) => isForServer(at(source, 'serviceAccountToken'))),
    )
  );
}

function sees(step: StepCase): boolean {
  return makersOf(step.cluster, step.step.from).some(
    ({ object, spec }) => namespaceOf(object) === step.to.namespace && visibleSecrets(spec).has(step.to.name),
  );
}

export const mounts: RuleTable = {
  M1: {
    best: 'certain',
    relation: true,
    check: (step) => [
      ...endsAt(step, 'secret'),
      ...unless(sees(step), `no container of ${step.step.from} sees ${step.step.to}`),
    ],
  },
  M2: {
    best: 'certain',
    relation: true,
    check: (step) => [
      ...endsAt(step, 'serviceaccount'),
      ...unless(
        makersOf(step.cluster, step.step.from).some((maker) => holdsToken(step.cluster, maker, step.step.to)),
        `${step.step.from} holds no token of ${step.step.to}`,
      ),
    ],
  },
};
