// Families of addresses: what a pod does not have, no rule is for, and a need over two families is not refused for one of them.
import { expect, test } from 'vitest';
import { factsOf } from '../testing/facts-of.ts';
import { pod, service } from '../testing/need-world.ts';
import type { NamespaceFix } from './fix.ts';
import { NetworkFixer } from './network-fixes.ts';

const DNS = pod('coredns', {
  namespace: 'kube-system',
  labels: 'k8s-app: kube-dns',
  ip: "10.0.0.53}, {ip: 'fd00::53'",
});
const PAY = `, env: [{name: PAY, value: 'https://pay.example.com'}]`;

function fixOf(manifests: string): NamespaceFix {
  const { namespaces } = new NetworkFixer(factsOf(DNS + manifests), { cni: 'calico', namespaces: ['shop'] }).fix();
  return namespaces[0] as NamespaceFix;
}

const blocks = ({ policies }: NamespaceFix): string[] =>
  policies.allow.flatMap(({ spec }) =>
    [...(spec.ingress ?? []), ...(spec.egress ?? [])].flatMap((rule) =>
      [...(rule.from ?? []), ...(rule.to ?? [])].flatMap(({ ipBlock }) => ipBlock?.cidr ?? []),
    ),
  );

test.each([
  ['10.0.0.1', ['0.0.0.0/0']],
  ['fd00::1', ['::/0']],
  ["10.0.0.1'}, {ip: 'fd00::1", ['0.0.0.0/0', '::/0']],
])('a pod at %s asks the world', (ip, cidrs) => {
  const fix = fixOf(pod('web', { container: PAY, ip: `'${ip}'` }));
  expect([fix.ready, blocks(fix)]).toEqual([true, cidrs]);
});

test('a pod whose addresses are not known asks it over those that others have', () => {
  expect(blocks(fixOf(pod('web', { container: PAY })))).toEqual(['0.0.0.0/0', '::/0']);
});

const ENTRY = `${pod('nginx', { namespace: 'entry', image: 'registry.k8s.io/ingress-nginx/controller', more: ', hostNetwork: true', ip: "192.168.0.1}, {ip: 'fd99::1'" })}
${service('web', 'selector: {app: web}, ports: [{port: 80, targetPort: http}]')}---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: shop}
spec: {ingressClassName: nginx, defaultBackend: {service: {name: web, port: {number: 80}}}}
`;
test.each([
  ['10.0.0.1', ['192.168.0.1/32']],
  ['fd00::1', ['fd99::1/128']],
])('nodes of two families call a pod at %s', (ip, cidrs) => {
  const fix = fixOf(pod('web', { ip: `'${ip}'` }) + ENTRY);
  expect([fix.ready, fix.refused.length, blocks(fix)]).toEqual([true, 0, cidrs]);
});

test('pods of one family and of the other have nothing to say to each other, and that is told', () => {
  const api = service('api', 'selector: {app: api}, ports: [{port: 80, targetPort: http}]');
  const web = pod('web', { container: `, env: [{name: API, value: 'http://api'}]`, ip: '10.0.0.1' });
  const fix = fixOf(web + api + pod('api', { ip: "'fd00::2'" }));
  expect(fix.refused.map(({ before }) => before)).toEqual([
    { verdict: 'deny', why: 'pod:shop/web → pod:shop/api: no two ends have addresses of one family' },
  ]);
  expect(fixOf(web + api + pod('api', { ip: '10.0.0.2' })).refused).toEqual([]);
});

test('pods that give a name different numbers: the name, unless each number is opened by itself', () => {
  const other = pod('api-b', { labels: 'app: api', ip: '10.0.0.3' }).replace(
    'containerPort: 8080',
    'containerPort: 8081',
  );
  const web = (...urls: string[]): string =>
    pod('web', {
      container: `, env: [${urls.map((url, at) => `{name: URL_${at}, value: 'http://${url}'}`).join(', ')}]`,
      ip: '10.0.0.1',
    });
  const services =
    service('named', 'selector: {app: api}, ports: [{port: 80, targetPort: http}]') +
    service('one', 'selector: {app: api}, ports: [{port: 80, targetPort: 8080}]') +
    service('two', 'selector: {app: api}, ports: [{port: 80, targetPort: 8081}]');
  const ports = (...urls: string[]): unknown => {
    const fix = fixOf(pod('api', { ip: '10.0.0.2' }) + other + services + web(...urls));
    expect(fix.ready).toBe(true);
    return fix.policies.allow.flatMap(
      ({ spec }) => spec.ingress?.flatMap((rule) => rule.ports.map(({ port }) => port)) ?? [],
    );
  };
  expect(ports('named')).toEqual(['http']);
  expect(ports('named', 'one')).toEqual([8080, 'http']);
  expect(ports('named', 'one', 'two')).toEqual([8080, 8081]);
});
