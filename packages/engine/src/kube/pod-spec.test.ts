// Pod specs: accounts, host namespaces, containers, volumes, misplaced fields.
import { expect, test } from 'vitest';
import type { Container, PodSpec } from '../facts/workload.ts';
import { readAll } from './test-input.ts';

function podSpec(spec: object): PodSpec {
  return readAll({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [], ...spec } })
    .podSpecs[0] as PodSpec;
}

function container(fields: object, podSecurity: object = {}): Container {
  return podSpec({ containers: [{ name: 'c', ...fields }], securityContext: podSecurity }).containers[0] as Container;
}

test.each([
  ['default', {}, 'default'],
  ['named', { serviceAccountName: 'a' }, 'a'],
  ['the older field', { serviceAccount: 'b' }, 'b'],
  ['both', { serviceAccountName: 'a', serviceAccount: 'b' }, 'a'],
])('ServiceAccount: %s', (_name, spec, serviceAccount) => {
  expect(podSpec(spec)).toMatchObject({ serviceAccount });
});

test('host namespaces are true only when written so', () => {
  expect(podSpec({ hostPID: true, hostNetwork: 'true', hostUsers: false })).toMatchObject({
    hostPID: true,
    hostNetwork: false,
    hostIPC: false,
    hostUsers: false,
    shareProcessNamespace: false,
  });
  expect(podSpec({}).hostUsers).toBe(true);
  expect(podSpec({})).not.toHaveProperty('automountToken');
  expect(podSpec({ automountServiceAccountToken: false }).automountToken).toBe(false);
});

test.each([
  ['privileged', { securityContext: { privileged: true } }, {}, { privileged: true }],
  ['privileged of the pod is no field', {}, { privileged: true }, { privileged: false }],
  ['privileged as text', { securityContext: { privileged: 'true' } }, {}, { privileged: false }],
  ['user of the pod', {}, { runAsUser: 5 }, { runAsUser: 5 }],
  [
    'user of the container',
    { securityContext: { runAsUser: 0 } },
    { runAsUser: 5 },
    { runAsUser: 0, securityContext: { runAsUser: 0 } },
  ],
  ['non-root of the pod', { securityContext: {} }, { runAsNonRoot: true }, { runAsNonRoot: true, securityContext: {} }],
  ['seccomp of the pod', {}, { seccompProfile: { type: 'RuntimeDefault' } }, { seccomp: 'RuntimeDefault' }],
  [
    'seccomp of the container',
    { securityContext: { seccompProfile: { type: 'Unconfined' } } },
    { seccompProfile: { type: 'RuntimeDefault' } },
    { seccomp: 'Unconfined' },
  ],
  [
    'capabilities',
    { securityContext: { capabilities: { add: ['SYS_ADMIN'], drop: ['ALL'] } } },
    {},
    { capabilitiesAdd: ['SYS_ADMIN'], capabilitiesDrop: ['ALL'] },
  ],
  ['hostProcess of the pod', {}, { windowsOptions: { hostProcess: true } }, { hostProcess: true }],
  [
    'hostProcess taken back',
    { securityContext: { windowsOptions: { hostProcess: false } } },
    { windowsOptions: { hostProcess: true } },
    { hostProcess: false },
  ],
  [
    'host ports',
    { ports: [{ containerPort: 1 }, { hostPort: 0 }, { hostPort: 80 }] },
    {},
    { hostPorts: [{ port: 80, pointer: '/containers/0/ports/2/hostPort' }] },
  ],
  [
    'mounts',
    { volumeMounts: [{ name: 'v', mountPath: '/v', subPathExpr: '$(A)', readOnly: true }] },
    {},
    {
      mounts: [
        { volume: 'v', mountPath: '/v', subPath: '$(A)', readOnly: true, pointer: '/containers/0/volumeMounts/0' },
      ],
    },
  ],
])('container: %s', (_name, fields, podSecurity, expected) => {
  expect(container(fields, podSecurity)).toMatchObject(expected);
});

test('of a literal variable nothing is kept but an endpoint without userinfo', () => {
  const env = [
    { name: 'URL', value: 'http://db.shop:5432/path?x=fake' },
    { name: 'DSN', value: 'postgres://user:fake@db:5432/a' },
    { name: 'PLAIN', value: 'fake' },
    { name: 'FROM', valueFrom: { fieldRef: { fieldPath: 'a' } } },
    { name: 'V6', value: 'http://[::1]:80' },
  ];
  expect(container({ env }).env).toEqual([
    { name: 'URL', pointer: '/containers/0/env/0', literal: true, endpoint: 'http://db.shop:5432' },
    { name: 'DSN', pointer: '/containers/0/env/1', literal: true },
    { name: 'PLAIN', pointer: '/containers/0/env/2', literal: true },
    { name: 'FROM', pointer: '/containers/0/env/3' },
    { name: 'V6', pointer: '/containers/0/env/4', literal: true, endpoint: 'http://[::1]:80' },
  ]);
});

test.each([
  ['hostPath', { hostPath: { path: '/etc' } }, { type: 'hostPath', hostPath: '/etc' }],
  [
    'claim',
    { persistentVolumeClaim: { claimName: 'd', readOnly: true } },
    { type: 'persistentVolumeClaim', claim: 'd', readOnly: true },
  ],
  [
    'secret',
    { secret: { secretName: 's', defaultMode: 256, items: [{ key: 'a' }, { key: 'b', mode: 511 }] } },
    {
      type: 'secret',
      object: 's',
      defaultMode: 256,
      itemModes: [{ mode: 511, pointer: '/volumes/0/secret/items/1/mode' }],
    },
  ],
  ['emptyDir', { emptyDir: { medium: 'Memory' } }, { type: 'emptyDir', medium: 'Memory' }],
  ['nothing', {}, { type: 'emptyDir' }],
  ['emptyDir null', { emptyDir: null }, { type: 'emptyDir' }],
  ['nfs', { nfs: { server: 'h', path: '/p' } }, { type: 'nfs', nfs: { server: 'h', path: '/p' } }],
  ['iscsi', { iscsi: { chapAuthSession: true } }, { type: 'iscsi', chapAuthSession: true }],
  [
    'csi',
    { csi: { driver: 'd', volumeAttributes: { a: 'b', password: 'fake' } } },
    { type: 'csi', driver: 'd', attributes: new Map([['a', 'b']]) },
  ],
])('volume: %s', (_name, source, expected) => {
  expect(podSpec({ volumes: [{ name: 'v', ...source }] }).volumes).toMatchObject([
    { name: 'v', pointer: '/volumes/0', ...expected },
  ]);
});

test.each([
  [
    'privileged of the pod',
    { securityContext: { privileged: true, runAsUser: 1001 } },
    ['/securityContext/privileged'],
  ],
  ['user of the spec', { runAsUser: 0 }, ['/runAsUser']],
  ['privileged of a container', { containers: [{ name: 'c', privileged: true }] }, ['/containers/0/privileged']],
  [
    'host network of a container',
    { containers: [{ name: 'c', hostNetwork: true, securityContext: { hostPID: true } }] },
    ['/containers/0/hostNetwork', '/containers/0/securityContext/hostPID'],
  ],
  [
    'all in place',
    {
      hostPID: true,
      securityContext: { runAsUser: 1 },
      containers: [{ name: 'c', securityContext: { privileged: true } }],
    },
    [],
  ],
])('misplaced: %s', (_name, spec, misplaced) => {
  expect(podSpec(spec).misplaced).toEqual(misplaced);
});
