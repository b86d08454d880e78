// Under Cilium the API server and nodes are entities: what a fix writes for them there, what it writes elsewhere, and what can be left out.
import { expect, test } from 'vitest';
import { factsOf } from '../testing/facts-of.ts';
import { pod, SERVER, service } from '../testing/need-world.ts';
import type { FixSettings, NamespaceFix } from './fix.ts';
import { NetworkFixer } from './network-fixes.ts';

const NODES = ['192.168.0.1', '192.168.0.2']
  .map(
    (address, at) => `---
apiVersion: v1
kind: Node
metadata: {name: n${at + 1}}
status: {addresses: [{type: InternalIP, address: ${address}}]}
`,
  )
  .join('');
const NAMESPACES = ['shop', 'kube-system']
  .map((name) => `---\napiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`)
  .join('');
const DNS = pod('coredns', { namespace: 'kube-system', labels: 'k8s-app: kube-dns', ip: '10.0.0.53' });
const GUARD = `${pod('guard', { more: ', serviceAccountName: guard', ip: '10.0.0.7' })}---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: guard, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: guard}
subjects: [{kind: ServiceAccount, name: guard}]
`;
const HOOK = `${service('guard', 'selector: {app: guard}, ports: [{port: 443, targetPort: 9443}]')}---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: guard}
webhooks: [{name: guard.example.com, clientConfig: {service: {namespace: shop, name: guard}}}]
`;
const ENTRY = `${pod('nginx', { namespace: 'entry', image: 'registry.k8s.io/ingress-nginx/controller', more: ', hostNetwork: true', ip: '192.168.0.1' })}
${service('guard', 'selector: {app: guard}, ports: [{port: 80, targetPort: http}]')}---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: shop}
spec: {ingressClassName: nginx, defaultBackend: {service: {name: guard, port: {number: 80}}}}
`;
const WORLD = NODES + NAMESPACES + DNS;

function fixOf(manifests: string, settings: FixSettings = { cni: 'cilium' }): NamespaceFix {
  const { namespaces } = new NetworkFixer(factsOf(manifests), { namespaces: ['shop'], ...settings }).fix();
  return namespaces[0] as NamespaceFix;
}

const ports = (port: string): object => ({ toPorts: [{ ports: [{ port, protocol: 'TCP' }] }] });
/** No plugin is in the input: it is named. */
const told = ({ gates }: NamespaceFix): object[] =>
  gates.filter(({ gate, result }) => gate !== 'enforced' && result !== 'pass');
const blocks = ({ policies }: NamespaceFix): string[] =>
  policies.allow.flatMap(({ spec }) =>
    [...(spec.ingress ?? []), ...(spec.egress ?? [])].flatMap((rule) =>
      [...(rule.from ?? []), ...(rule.to ?? [])].flatMap(({ ipBlock }) => ipBlock?.cidr ?? []),
    ),
  );

test.each<[string, string, object]>([
  ['a pod asks the API server', GUARD, { egress: [{ toEntities: ['kube-apiserver'], ...ports('6443') }] }],
  [
    'the API server, on a node, calls a pod that asks it',
    GUARD + HOOK,
    {
      ingress: [{ fromEntities: ['kube-apiserver'], ...ports('9443') }],
      egress: [{ toEntities: ['kube-apiserver'], ...ports('6443') }],
    },
  ],
  [
    'an Ingress controller on its host calls',
    pod('guard', { ip: '10.0.0.7' }) + ENTRY,
    { ingress: [{ fromEntities: ['host', 'remote-node'], ...ports('8080') }] },
  ],
])('%s', (_, manifests, rules) => {
  const fix = fixOf(WORLD + SERVER + manifests);
  expect(told(fix)).toEqual([]);
  expect(fix.policies.cilium).toEqual([
    {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: 'watertight-allow-guard', namespace: 'shop' },
      spec: { endpointSelector: { matchLabels: { app: 'guard' } }, ...rules },
    },
  ]);
  expect(blocks(fix)).toEqual([]);
  const elsewhere = fixOf(WORLD + SERVER + manifests, { cni: 'calico' });
  expect(elsewhere.policies.cilium).toEqual([]);
  expect(new Set(blocks(elsewhere))).toEqual(new Set(['192.168.0.1/32']));
  expect(elsewhere.ready).toBe(true);
});

test('an API server outside is called by its entity, and calls by its address', () => {
  const outside = SERVER.replace('192.168.0.1', '192.168.9.9');
  const fix = fixOf(WORLD + outside + GUARD + HOOK);
  expect(fix.policies.cilium.map(({ spec }) => [spec.ingress, spec.egress])).toEqual([
    [undefined, [{ toEntities: ['kube-apiserver'], ...ports('6443') }]],
  ]);
  expect(blocks(fix)).toEqual(['192.168.9.9/32']);
  expect(told(fix)).toEqual([]);
});

test('where nodes are not in the input, who calls as kube-apiserver is open, and said', () => {
  const fix = fixOf(NAMESPACES + DNS + SERVER + GUARD + HOOK);
  expect(fix.ready).toBe(true);
  expect(fix.gates.find(({ gate }) => gate === 'needed')).toMatchObject({
    result: 'undefined',
    reasons: [expect.stringContaining('`kube-apiserver`')],
  });
});

test('a rule of ours that another policy of ours covers is not written', () => {
  const everyone = `---
apiVersion: v1
kind: Service
metadata: {name: open, namespace: shop}
spec: {type: NodePort, selector: {app: guard}, ports: [{port: 443, targetPort: 9443}]}
`;
  const fix = fixOf(WORLD + SERVER + GUARD + HOOK + everyone);
  expect(fix.policies.cilium.map(({ spec }) => spec.ingress)).toEqual([undefined]);
  expect(fix.gates.find(({ gate }) => gate === 'minimal')?.result).toBe('pass');
});

const OLDER = (name: string): string => `---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec: {endpointSelector: {}, egress: [{toEntities: [world]}]}
`;
test.each([
  ['older', {}, false, []],
  ['older', { replace: true }, true, ['ciliumnetworkpolicy.cilium.io:shop/older']],
  ['watertight-old', {}, true, ['ciliumnetworkpolicy.cilium.io:shop/watertight-old']],
])('a CiliumNetworkPolicy that is there (%s, %j)', (name, settings, ready, retired) => {
  const fix = fixOf(WORLD + SERVER + GUARD + OLDER(name), { cni: 'cilium', ...settings });
  expect([fix.ready, fix.retired]).toEqual([ready, retired]);
});

const edges = ({ closed, left, namespace }: NamespaceFix): string[][] =>
  [
    closed.map((list) => list.named(namespace, 'deny')),
    left.flatMap((list) => [list.named(namespace, 'allow'), list.named(namespace, 'undefined')]),
  ].map((lists) =>
    lists
      .flat()
      .filter(({ to }) => to === 'apiserver' || to === 'network:nodes')
      .map(({ from, to, port }) => `${from} → ${to} ${port}`),
  );

test.each(['cilium', 'calico'] as const)(
  '%s: the API server and kubelets are closed to pods that do not need them',
  (cni) => {
    const away = (manifests: string): string => manifests.replaceAll('nodeName: n1', 'nodeName: n2');
    const kubelets = [
      { line: 1, from: ['pod:shop/metrics'], to: ['ip:192.168.0.1'], port: 10_250, protocol: 'TCP' },
    ] as const;
    const pods = away(GUARD + pod('metrics', { ip: '10.0.0.8' }));
    const fix = fixOf(WORLD + SERVER + pods, { cni, observed: kubelets });
    expect(fix.ready).toBe(true);
    expect(edges(fix)).toEqual([['pod:shop/guard → network:nodes 10250', 'pod:shop/metrics → apiserver 6443'], []]);
  },
);
