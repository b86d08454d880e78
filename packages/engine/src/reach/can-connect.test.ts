// What an answer holds besides its verdict: who enforces, what decides, what is open, and how a bad request is answered.
import { describe, expect, it, test } from 'vitest';
import { factsOf } from '../testing/facts-of.ts';
import type { ConnectRequest } from '../results/can-connect.ts';
import { CanConnect } from './can-connect.ts';

const daemonSet = (name: string, args = ''): string => `---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: ${name}, namespace: kube-system}
spec:
  selector: {matchLabels: {k8s-app: ${name}}}
  template: {metadata: {labels: {k8s-app: ${name}}}, spec: {hostNetwork: true, containers: [{name: c, image: c${args}}]}}
`;
const CLOSED = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: c}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {nodeName: n2, containers: [{name: c, image: c, ports: [{name: pg, containerPort: 5432}]}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: {matchLabels: {app: db}}}
`;
const REQUEST: ConnectRequest = { from: 'pod:shop/web', to: 'pod:shop/db', port: 5432, protocol: 'TCP' };

function answerTo(manifests: string, request: Partial<ConnectRequest> = {}) {
  const answer = new CanConnect(factsOf(manifests)).answer({ ...REQUEST, ...request });
  if ('error' in answer) throw new Error(answer.error);
  return answer;
}

describe('the first line says who enforces', () => {
  test.each<[string, string, string, RegExp]>([
    ['nobody is in the input', '', 'deny', /^no network plugin is in the input/],
    [
      'Calico',
      daemonSet('calico-node'),
      'deny',
      /^policies are enforced by Calico \(daemonset:kube-system\/calico-node\)/,
    ],
    ['Cilium', daemonSet('cilium'), 'deny', /^policies are enforced by Cilium/],
    [
      'Flannel alone: policies are decoration',
      daemonSet('kube-flannel-ds'),
      'allow',
      /^policies are not enforced: Flannel/,
    ],
    ['Flannel beside Calico', daemonSet('kube-flannel-ds') + daemonSet('calico-node'), 'deny', /enforced by Calico/],
    ['AWS, which is not told', daemonSet('aws-node'), 'deny', /^whether Amazon VPC CNI .* is not in the input/],
    ['AWS, told to', daemonSet('aws-node', ', args: [--enable-network-policy=true]'), 'deny', /enforced by Amazon/],
    [
      'AWS, told not to',
      daemonSet('aws-node', ', args: [--enable-network-policy=false]'),
      'allow',
      /not enforced: Amazon/,
    ],
    ['another DaemonSet', daemonSet('node-exporter'), 'deny', /^no network plugin/],
  ])('%s', (_, plugin, verdict, text) => {
    const answer = answerTo(CLOSED + plugin);
    expect([answer.verdict, answer.because[0]?.text]).toEqual([verdict, expect.stringMatching(text)]);
  });
});

test('what decides is cited by its place', () => {
  const { because } = answerTo(CLOSED);
  expect(because.map(({ text, evidence }) => [text, evidence.map(({ pointer }) => pointer)])).toEqual([
    [expect.stringContaining('no network plugin'), []],
    ['no policy isolates pod:shop/web for egress', []],
    ['no rule of networkpolicy:shop/closed allows the ingress of pod:shop/db', ['/spec']],
  ]);
});

describe('ends', () => {
  it.each<[Partial<ConnectRequest>, string]>([
    [{ port: 'pg' }, 'deny'],
    [{ from: 'network:pods' }, 'deny'],
    [{ from: 'network:nodes' }, 'allow'],
    [{ from: 'node:n1' }, 'deny'],
    [{ from: 'node:n2' }, 'allow'],
    [{ from: 'pod:shop/db', to: 'pod:shop/db' }, 'allow'],
    [{ to: 'network:internet', port: 443 }, 'allow'],
    [{ from: 'network:internet' }, 'deny'],
  ])('%j: %s', (request, verdict) => {
    expect(answerTo(CLOSED, request).verdict).toBe(verdict);
  });
  it.each<[Partial<ConnectRequest>, string]>([
    [{ from: 'pod:shop/none' }, 'pod:shop/none is not in the input'],
    [{ to: 'service:shop/none' }, 'service:shop/none is not in the input'],
    [{ to: 'node:n3' }, 'node:n3 is not in the input'],
    [{ to: 'ip:10.0.0.300' }, 'not an address: ip:10.0.0.300'],
    [{ to: 'ip:::ffff:10.0.0.1' }, 'not an address: ip:::ffff:10.0.0.1'],
    [{ to: 'network:mars' }, 'not a network: network:mars (internet, pods and nodes are known)'],
    [{ to: 'x' }, 'not an endpoint: x'],
  ])('%j: %s', (request, error) => {
    const asked = { ...REQUEST, ...request };
    expect(new CanConnect(factsOf(CLOSED)).answer(asked)).toEqual({ request: asked, error });
  });
});

describe('a line of a batch', () => {
  const asked = new CanConnect(factsOf(CLOSED));
  it.each<[string, unknown]>([
    ['', undefined],
    ['{', { line: 7, error: 'not JSON' }],
    ['[]', { line: 7, error: 'not an object' }],
    ['{"to":"a","port":1}', { line: 7, error: '`from` is no id' }],
    ['{"from":"a","to":"b","port":0}', { line: 7, error: '`port` is neither 1 to 65535 nor the name of a port' }],
    ['{"from":"a","to":"b","port":1,"protocol":"tcp"}', { line: 7, error: '`protocol` is not TCP, UDP or SCTP' }],
    [`{"from":"${'a'.repeat(1025)}","to":"b","port":1}`, { line: 7, error: '`from` is no id' }],
  ])('%j', (text, expected) => {
    expect(asked.answerLine(text, 7)).toEqual(expected);
  });
  it('is TCP where it names no protocol', () => {
    expect(asked.answerLine('{"from":"pod:shop/web","to":"pod:shop/db","port":5432}', 1)).toMatchObject({
      request: REQUEST,
      verdict: 'deny',
    });
  });
});

test('replicas of one template may speak with each other, or not', () => {
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: db, namespace: shop}
spec: {selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, image: c}]}}}
---
`;
  const ends = { from: 'deployment:shop/db', to: 'deployment:shop/db' };
  expect(answerTo(deployment + CLOSED, ends).verdict).toBe('deny');
  expect(answerTo(deployment, ends).verdict).toBe('allow');
});
