// What is read of the configuration of kubelets: one row each, its twin beside it.
import { expect, test } from 'vitest';
import { factsOf } from '../testing/facts-of.ts';

const HEAD = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n';
const configMap = (config: string, name = 'kubelet-config', namespace = 'kube-system'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: ${namespace} }\ndata: { kubelet: '${config}' }\n`;
const read = (manifest: string): string[] =>
  factsOf(manifest).kubeletConfigs.map(
    ({ objectKind, pointer, anonymous, tokens, allowsAll, port = '-', readOnlyPort = '-' }) =>
      `${objectKind}${pointer} ${anonymous ? 'anybody' : tokens ? 'tokens' : 'certificates'} ${allowsAll ? 'all' : 'asks'} ${port} ${readOnlyPort}`,
  );

test.each<[string, string, readonly string[]]>([
  ['a file with nothing in it', HEAD, ['file tokens asks 10250 -']],
  ['anybody', `${HEAD}authentication: { anonymous: { enabled: true } }`, ['file anybody asks 10250 -']],
  [
    'nobody without a certificate',
    `${HEAD}authentication: { webhook: { enabled: false } }`,
    ['file certificates asks 10250 -'],
  ],
  ['no authorizer', `${HEAD}authorization: { mode: AlwaysAllow }`, ['file tokens all 10250 -']],
  ['the API server as authorizer', `${HEAD}authorization: { mode: Webhook }`, ['file tokens asks 10250 -']],
  ['the read-only port', `${HEAD}readOnlyPort: 10255`, ['file tokens asks 10250 10255']],
  ['the read-only port closed', `${HEAD}readOnlyPort: 0`, ['file tokens asks 10250 -']],
  ['another port', `${HEAD}port: 10260`, ['file tokens asks 10260 -']],
  ['loopback alone', `${HEAD}address: 127.0.0.1\nreadOnlyPort: 10255`, ['file tokens asks - -']],
  ['no server', `${HEAD}enableServer: false\nreadOnlyPort: 10255`, ['file tokens asks - -']],
  ['no commands', `${HEAD}enableDebuggingHandlers: false\nreadOnlyPort: 10255`, ['file tokens asks - 10255']],
  ['another kind of the group', HEAD.replace('KubeletConfiguration', 'CredentialProviderConfig'), []],
  ['an answer at /configz', 'kubeletconfig: { readOnlyPort: 10255 }', ['file/kubeletconfig tokens asks 10250 10255']],
  ['kubeadm’s ConfigMap', configMap('{ readOnlyPort: 10255 }'), ['ConfigMap/data/kubelet tokens asks 10250 10255']],
  [
    'that of an older kubeadm',
    configMap('{ readOnlyPort: 1 }', 'kubelet-config-1.23'),
    ['ConfigMap/data/kubelet tokens asks 10250 1'],
  ],
  ['another ConfigMap', configMap('{ readOnlyPort: 10255 }', 'kubelet'), []],
  ['another namespace', configMap('{ readOnlyPort: 10255 }', 'kubelet-config', 'shop'), []],
  ['a ConfigMap that is no YAML', configMap('[ {'), []],
])('%s', (_, manifest, expected) => expect(read(manifest)).toEqual(expected));
