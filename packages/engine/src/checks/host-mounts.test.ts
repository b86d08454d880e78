// Node paths: how they are written, what they hold, and which show a runtime's socket.
import { expect, test } from 'vitest';
import { readAll } from '../kube/test-input.ts';
import { nodePath } from '../graph/host/host-mounts.ts';
import { judgePlace } from '../graph/host/node-places.ts';
import { podHostPath } from './pod-host-path.ts';
import { runChecks } from './run.ts';
import { runtimeSocketAt } from '../graph/host/runtime-sockets.ts';

test.each([
  ['/var/run/docker.sock', '/run/docker.sock'],
  ['/var//run/', '/run'],
  ['/var/lib/../lib/etcd', '/var/lib/etcd'],
  ['/', '/'],
  ['/../..', '/'],
  ['', '/'],
  ['/var/running', '/var/running'],
  ['\\\\.\\pipe\\docker_engine', '/pipe/docker_engine'],
])('%s is %s', (path, expected) => {
  expect(nodePath(path)).toBe(expected);
});

test.each([
  ['/run/docker.sock', true],
  ['/run', true],
  ['/run/containerd', true],
  ['/run/k3s/containerd', true],
  ['/run/user/1000/docker.sock', true],
  ['/pipe/docker_engine', true],
  ['/run/crio/crio.sock', true],
  ['/run/udev', false],
  ['/', false],
  ['/var', false],
  ['/run/containerd/io.containerd.runtime.v2.task', false],
  ['/run/docker.sock.bak', false],
  ['/runner', false],
])("%s shows a runtime's socket: %s", (path, expected) => {
  expect(runtimeSocketAt(path) !== undefined).toBe(expected);
});

test.each([
  ['/', true, 'critical'],
  ['/etc', true, 'critical'],
  ['/etc/kubernetes/pki', true, 'critical'],
  ['/var/lib/kubelet', true, 'critical'],
  ['/var/lib/kubelet/pods/1', true, 'critical'],
  ['/proc', true, 'critical'],
  ['/root/.kube', true, 'high'],
  ['/usr/local/bin', false, 'high'],
  ['/var/log', true, 'medium'],
  ['/data', false, 'low'],
  ['/data', true, 'info'],
  ['/var/lib/kubelet/plugins', false, 'low'],
  ['/dev/shm', false, 'low'],
  ['/etc/localtime', true, undefined],
  ['/usr/share/zoneinfo', true, undefined],
  ['/lib/modules', true, undefined],
  ['/sys', true, undefined],
  ['/etcetera', true, 'info'],
])('%s, read-only %s: %s', (path, readOnly, severity) => {
  expect(judgePlace(path, readOnly)?.severity).toBe(severity);
});

test('a volume that another container mounts harmlessly is kept, only the bad mount goes', () => {
  const mount = (name: string, subPath: string) => ({
    name,
    image: 'a',
    volumeMounts: [{ name: 'host', mountPath: '/host', readOnly: true, subPath }],
  });
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: {
      containers: [mount('good', 'localtime'), mount('bad', 'kubernetes')],
      volumes: [{ name: 'host', hostPath: { path: '/etc' } }],
    },
  };
  const [found] = runChecks(readAll(pod), [podHostPath]).failures;
  expect(found?.failure.fix.patch?.body).toEqual([{ op: 'remove', path: '/spec/containers/1/volumeMounts/0' }]);
});
