// What lets a kubelet ask for a token of a pod's account: NodeRestriction looks for it in the pod's volumes.
// https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction
import type { CsiDriverFact } from '../facts/cluster.ts';
import { oncePer } from '../facts/once-per.ts';
import type { NamedReference, PodSpec, WorkloadFact } from '../facts/workload.ts';
import { automountsToken, isForApiServer } from './pod-account.ts';
import type { Citation } from './rule-types.ts';
import type { World } from './world.ts';

/** Drivers that took over a volume type: k8s.io/csi-translation-lib/plugins. */
const MIGRATED: Readonly<Record<string, string>> = {
  awsElasticBlockStore: 'ebs.csi.aws.com',
  azureDisk: 'disk.csi.azure.com',
  azureFile: 'file.csi.azure.com',
  cinder: 'cinder.csi.openstack.org',
  gcePersistentDisk: 'pd.csi.storage.gke.io',
  portworxVolume: 'pxd.portworx.com',
  vsphereVolume: 'csi.vsphere.vmware.com',
};

/** Drivers that are given tokens for the API server, by name, with the place that says so. */
const tokenDrivers = oncePer(
  ({ facts }: World): ReadonlyMap<string, Citation> => new Map(facts.csiDrivers.flatMap(entryOf)),
);

function entryOf(driver: CsiDriverFact): [string, Citation][] {
  const at = driver.tokenAudiences.findIndex(isForApiServer);
  return at === -1 ? [] : [[driver.name, { object: driver, pointer: `/spec/tokenRequests/${at}` }]];
}

const driverOf = ({ type, driver = '' }: { readonly type: string; readonly driver?: string }): string =>
  type === 'csi' ? driver : (MIGRATED[type] ?? '');

/**
 * Whether the pod's spec refers to a token for the API server, in a container or not: a kubelet may ask for no other since 1.33. A volume
 * whose CSI driver is given such tokens counts, though no container sees one. Returns what says so, beyond the pod itself; undefined
 * where nothing does.
 */
export function tokenReference(world: World, fact: WorkloadFact): readonly Citation[] | undefined {
  const spec = world.facts.podSpecs[fact.spec] as PodSpec;
  if (automountsToken(world, fact) || spec.tokens.some(({ audience }) => isForApiServer(audience))) return [];
  const drivers = tokenDrivers(world);
  if (drivers.size === 0) return undefined;
  const own = spec.volumes.map((volume) => drivers.get(driverOf(volume))).find((citation) => citation !== undefined);
  if (own !== undefined) return [own];
  return spec.claims.map((claim) => ofClaim(world, fact, claim)).find((citations) => citations !== undefined);
}

/** From the claim to its volume, and not the other way round: a volume's `claimRef` alone does not count here. */
function ofClaim(world: World, { namespace }: WorkloadFact, { name }: NamedReference): readonly Citation[] | undefined {
  const at = world.claims.find(namespace, name);
  const claim = at === undefined ? undefined : world.claims.items[at]?.fact;
  const volume = claim === undefined ? undefined : world.volumes.get(claim.volumeName);
  const driver = volume === undefined ? undefined : tokenDrivers(world).get(driverOf(volume));
  if (claim === undefined || volume === undefined || driver === undefined) return undefined;
  return [{ object: claim, pointer: '/spec/volumeName' }, { object: volume, pointer: `/spec/${volume.type}` }, driver];
}
