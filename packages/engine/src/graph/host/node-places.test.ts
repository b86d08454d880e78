// What mounts of a node's directories are worth, to the node and to the cluster.
import { expect, test } from 'vitest';
import { clusterGains, nodeGain } from './node-places.ts';

test.each([
  ['/', true, 'root'],
  ['/var', true, 'identity'],
  ['/var', false, 'root'],
  ['/var/lib/kubelet', true, 'identity'],
  ['/var/lib/kubelet/pods/1/volumes', true, 'identity'],
  ['/var/lib/kubelet/pki', false, 'identity'],
  ['/var/lib/kubelet/plugins', false, undefined],
  ['/var/lib/kubelet-exports', false, undefined],
  ['/etc/kubernetes', true, 'identity'],
  ['/etc', false, 'root'],
  ['/etc/ssh', true, undefined],
  ['/etc/ssh', false, 'root'],
  ['/proc', true, 'root'],
  ['/proc/sys', true, undefined],
  ['/sys', true, undefined],
  ['/sys', false, 'root'],
  ['/usr/local/bin', true, undefined],
  ['/usr/local/bin', false, 'root'],
  ['/var/log', false, undefined],
  ['/root/.kube', true, 'root'],
  ['/root/films', true, undefined],
  ['/home', true, 'root'],
  ['/home/ann', true, 'root'],
  ['/home/ann/.ssh', true, 'root'],
  ['/home/ann/films', false, undefined],
  ['/srv', false, undefined],
])('%s, read-only %s, gives %s', (path, readOnly, gives) => {
  expect(nodeGain(path, readOnly)?.gives).toBe(gives);
});

test.each([
  ['/var/lib/etcd', ['secrets'], true],
  ['/var/lib/etcd/member', ['secrets'], true],
  ['/var/lib', ['secrets', 'keys'], false],
  ['/etc/kubernetes/pki', ['keys'], true],
  ['/etc', ['keys'], false],
  ['/var/lib/etcd-backup', [], false],
  ['/var/lib/kubelet', [], false],
])('%s holds %j of the cluster, named %s', (path, gives, named) => {
  const gains = clusterGains(path);
  expect([...new Set(gains.map((gain) => gain.gives))]).toEqual(gives);
  expect(gains.every((gain) => gain.named === named)).toBe(true);
});
