// Operators that name Secrets and accounts outside a pod spec.
import { expect, test } from 'vitest';
import { readAll } from './test-input.ts';

interface Found {
  readonly specPointer: string;
  readonly account: string | undefined;
  readonly automount: boolean | undefined;
  readonly references: readonly string[] | undefined;
}

function found(apiVersion: string, kind: string, spec: object): readonly Found[] {
  const facts = readAll({ apiVersion, kind, metadata: { name: 'x' }, spec });
  return facts.workloads.map(({ specPointer, spec: index }) => {
    const podSpec = facts.podSpecs[index];
    return {
      specPointer,
      account: podSpec?.serviceAccount,
      automount: podSpec?.automountToken,
      references: [
        ...(podSpec?.secrets ?? []).map(
          ({ name, way, visible, pointer }) => `${name} ${way}${visible ? '' : ' hidden'} ${pointer}`,
        ),
        ...(podSpec?.claims ?? []).map(({ name, pointer }) => `${name} ${pointer}`),
      ],
    };
  });
}

test('Prometheus: listed Secrets are mounted', () => {
  const spec = {
    serviceAccountName: 'p',
    secrets: ['etcd-certs'],
    imagePullSecrets: [{ name: 'pull' }],
    containers: [{ name: 'proxy', envFrom: [{ secretRef: { name: 'oauth' } }] }],
  };
  expect(found('monitoring.coreos.com/v1', 'Prometheus', spec)).toEqual([
    {
      specPointer: '/spec',
      account: 'p',
      automount: undefined,
      references: [
        'pull imagePullSecret hidden /imagePullSecrets/0',
        'oauth envFrom /containers/0/envFrom/0/secretRef',
        'etcd-certs volume /secrets/0',
      ],
    },
  ]);
});

test('Spark: driver and executor, each with its own Secrets', () => {
  const spec = {
    image: 'i',
    imagePullSecrets: ['pull'],
    driver: {
      serviceAccount: 'spark',
      secrets: [{ name: 'gcp', path: '/mnt', secretType: 'GCPServiceAccount' }],
      envSecretKeyRefs: { PW: { name: 'db', key: 'pw' } },
    },
    executor: { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'db', key: 'pw' } } }] },
  };
  expect(found('sparkoperator.k8s.io/v1beta2', 'SparkApplication', spec)).toEqual([
    {
      specPointer: '/spec',
      account: 'spark',
      automount: undefined,
      references: [
        'pull imagePullSecret hidden /imagePullSecrets/0',
        'db env /driver/envSecretKeyRefs',
        'gcp volume /driver/secrets/0',
      ],
    },
    {
      specPointer: '/spec',
      account: 'default',
      automount: undefined,
      references: ['pull imagePullSecret hidden /imagePullSecrets/0', 'db env /executor/env/0/valueFrom/secretKeyRef'],
    },
  ]);
});

test('KubeVirt: disks of the guest; no token without a serviceAccount volume', () => {
  const volumes = [
    { name: 'a', secret: { secretName: 'disk' } },
    { name: 'b', cloudInitNoCloud: { secretRef: { name: 'init' } } },
    { name: 'c', persistentVolumeClaim: { claimName: 'root' } },
    { name: 'd', dataVolume: { name: 'data' } },
  ];
  const accessCredentials = [{ sshPublicKey: { source: { secret: { secretName: 'ssh' } } } }];
  const vm = (more: readonly object[]): object => ({
    template: { spec: { volumes: [...volumes, ...more], accessCredentials } },
  });
  const references = [
    'disk volume /volumes/0/secret',
    'init volume /volumes/1/cloudInitNoCloud/secretRef',
    'ssh volume /accessCredentials/0/sshPublicKey/source/secret',
    'root /volumes/2/persistentVolumeClaim',
    'data /volumes/3/dataVolume',
  ];
  expect(found('kubevirt.io/v1', 'VirtualMachine', vm([]))).toEqual([
    { specPointer: '/spec/template/spec', account: 'default', automount: false, references },
  ]);
  expect(
    found('kubevirt.io/v1', 'VirtualMachine', vm([{ name: 'e', serviceAccount: { serviceAccountName: 'v' } }])),
  ).toEqual([{ specPointer: '/spec/template/spec', account: 'v', automount: true, references }]);
});

test('Flink without a pod template still runs as its account', () => {
  expect(found('flink.apache.org/v1beta1', 'FlinkDeployment', { image: 'i', serviceAccount: 'flink' })).toEqual([
    { specPointer: '/spec', account: 'flink', automount: undefined, references: [] },
  ]);
});
