// Which pods let their kubelet ask for a token of their account: each case beside one that differs in a field and must not.
import { describe, expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.ts';
import { objectId } from '../facts/object-id.ts';
import { factsOf } from '../testing/facts-of.ts';

const pod = (more: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { nodeName: n1, serviceAccountName: app, automountServiceAccountToken: false, containers: [{ name: c, image: i }]${more} }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: app, namespace: shop }
---
`;
const driver = (name: string, requests: string): string => `
apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata: { name: ${name} }
spec: { tokenRequests: ${requests} }
---
`;
const claim = (name: string, volume: string): string => `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: ${name}, namespace: shop }
spec: { volumeName: ${volume} }
---
`;
const volume = (source: string): string => `
apiVersion: v1
kind: PersistentVolume
metadata: { name: pv }
spec: { ${source}, claimRef: { namespace: shop, name: data } }
---
`;

/** What the step from the node to the account cites; undefined where there is none. */
function cited(manifests: string, kubernetesVersion = '1.37'): string[] | undefined {
  const exposure = analyse(factsOf(manifests, kubernetesVersion));
  const reached = exposure.reachOf('node:n1').find(({ id }) => id === 'serviceaccount:shop/app');
  const step = reached?.prove().steps.find(({ technique }) => technique === 'E1');
  return step?.evidence.map(({ object, pointer }) => `${objectId(object)} ${pointer}`);
}

const OWN = 'csidriver:d /spec/tokenRequests/0';
const CSI = ', volumes: [{ name: v, csi: { driver: d } }]';
const OF_CLAIM = ', volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }]';
const API = "[{ audience: '' }]";

describe('a volume of the pod’s own', () => {
  test('its driver’s object is cited, with the request for a token', () => {
    expect(cited(pod(CSI) + driver('d', API))).toContain(OWN);
    expect(cited(pod(CSI) + driver('d', "[{ audience: vault }, { audience: '' }]"))).toContain(OWN.replace('/0', '/1'));
    expect(cited(pod(CSI) + driver('d', '[{}]'))).toContain(OWN);
  });

  test.each([
    ['a driver without tokens', driver('d', '[]')],
    ['tokens for another audience', driver('d', '[{ audience: vault }]')],
    ['another driver', driver('e', API)],
    ['no such driver in the input', ''],
  ])('%s gives none', (_, more) => {
    expect(cited(pod(CSI) + more)).toBeUndefined();
  });

  test.each([
    ['awsElasticBlockStore: { volumeID: v }', 'ebs.csi.aws.com'],
    ['azureDisk: { diskName: v, diskURI: u }', 'disk.csi.azure.com'],
    ['azureFile: { shareName: v, secretName: s }', 'file.csi.azure.com'],
    ['cinder: { volumeID: v }', 'cinder.csi.openstack.org'],
    ['gcePersistentDisk: { pdName: v }', 'pd.csi.storage.gke.io'],
    ['portworxVolume: { volumeID: v }', 'pxd.portworx.com'],
    ['vsphereVolume: { volumePath: v }', 'csi.vsphere.vmware.com'],
  ])('%s is %s today', (source, name) => {
    expect(cited(pod(`, volumes: [{ name: v, ${source} }]`) + driver(name, API))).toBeDefined();
    expect(cited(pod(`, volumes: [{ name: v, ${source} }]`) + driver('d', API))).toBeUndefined();
    const bound = pod(OF_CLAIM) + claim('data', 'pv') + volume(source);
    expect(cited(bound + driver(name, API))).toBeDefined();
    expect(cited(bound + driver('d', API))).toBeUndefined();
  });

  test('before 1.33 no such reference is needed, and none is cited', () => {
    const before = cited(pod(CSI) + driver('d', API), '1.32');
    expect(before).toBeDefined();
    expect(cited(pod(''), '1.32')).toBeDefined();
    expect(cited(pod(''), '1.33')).toBeUndefined();
  });

  test('a pod that has a token anyway cites its account alone', () => {
    const mounts = pod(CSI).replace('automountServiceAccountToken: false, ', '');
    expect(cited(mounts + driver('d', API))).not.toContain(OWN);
  });
});

describe('a volume by its claim', () => {
  const source = 'csi: { driver: d, volumeHandle: h }';
  test('claim, volume and driver are cited', () => {
    expect(cited(pod(OF_CLAIM) + claim('data', 'pv') + volume(source) + driver('d', API))).toEqual(
      expect.arrayContaining([
        'persistentvolumeclaim:shop/data /spec/volumeName',
        'persistentvolume:pv /spec/csi',
        OWN,
      ]),
    );
  });

  test('the claim of an ephemeral volume is named after the pod', () => {
    const made = pod(', volumes: [{ name: v, ephemeral: { volumeClaimTemplate: { spec: {} } } }]');
    expect(cited(made + claim('web-v', 'pv') + volume(source) + driver('d', API))).toContain(OWN);
    expect(cited(made + claim('v', 'pv') + volume(source) + driver('d', API))).toBeUndefined();
  });

  test.each([
    ['a claim that is not there, though the volume names it', volume(source)],
    ['a claim of another volume', claim('data', 'other') + volume(source)],
    ['a volume that is not there', claim('data', 'pv')],
    ['a volume of another driver', claim('data', 'pv') + volume('csi: { driver: e, volumeHandle: h }')],
  ])('%s gives none', (_, more) => {
    expect(cited(pod(OF_CLAIM) + more + driver('d', API))).toBeUndefined();
  });
});
