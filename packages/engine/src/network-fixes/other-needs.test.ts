// Monitors, platforms and flows that were seen as sources of needs, each beside a twin that declares none.
import { describe, expect, test } from 'vitest';
import { API, env, needsOf, pod, service } from '../testing/need-world.ts';
import { observedFlow } from './observed-flow.ts';

describe('monitors', () => {
  const PROMETHEUS = pod('prometheus', { namespace: 'monitoring', image: 'quay.io/prometheus/prometheus:v3' });
  const SCRAPED = (port: string): string[] => [`monitor: pod:monitoring/prometheus → pod:shop/api ${port}/TCP`];
  test.each<[string, string, string[]]>([
    ['true', ', prometheus.io/port: "9102"', SCRAPED('9102')],
    ['true', '', SCRAPED('8080')],
    ['false', '', []],
  ])('scrape: %s%s', (scrape, port, needs) => {
    const annotations = `prometheus.io/scrape: "${scrape}"${port}`;
    expect(needsOf(PROMETHEUS + pod('api', { annotations }))).toEqual(needs);
    const onService = service(
      'api',
      'selector: {app: api}, ports: [{port: 80, targetPort: 8080}]',
      `, annotations: {${annotations}}`,
    );
    expect(needsOf(PROMETHEUS + pod('api') + onService)).toEqual(needs);
  });

  const monitor = (kind: string, endpoints: string, namespaces = ''): string => `---
apiVersion: monitoring.coreos.com/v1
kind: ${kind}
metadata: {name: m, namespace: shop}
spec: {selector: {matchLabels: {app: api}}${namespaces}, ${endpoints}}
`;
  const labelled =
    pod('api') +
    service('api', 'selector: {app: api}, ports: [{name: web, port: 80, targetPort: http}]', ', labels: {app: api}');
  test.each<[string, string[]]>([
    [monitor('ServiceMonitor', 'endpoints: [{port: web}]'), SCRAPED('8080')],
    [monitor('ServiceMonitor', 'endpoints: [{port: other}]'), []],
    [monitor('ServiceMonitor', 'endpoints: [{port: web}]', ', namespaceSelector: {matchNames: [other]}'), []],
    [monitor('ServiceMonitor', 'endpoints: [{port: web}]', ', namespaceSelector: {any: true}'), SCRAPED('8080')],
    [monitor('PodMonitor', 'podMetricsEndpoints: [{port: http}]'), SCRAPED('8080')],
    [monitor('PodMonitor', 'podMetricsEndpoints: [{port: web}]'), []],
  ])('%s', (object, needs) => {
    expect(needsOf(PROMETHEUS + labelled + object)).toEqual(needs);
  });

  test('who scrapes is not in the input', () => {
    expect(needsOf(labelled + monitor('PodMonitor', 'podMetricsEndpoints: [{port: http}]'))).toEqual([
      'unknown: podmonitor.monitoring.coreos.com:shop/m has them scraped: no pod that scrapes is in the input',
    ]);
  });
});

describe('platforms', () => {
  const account = (annotations: string): string => `---
apiVersion: v1
kind: ServiceAccount
metadata: {name: default, namespace: shop, annotations: {${annotations}}}
`;
  test('an account of Google Cloud is exempt from the closed metadata address', () => {
    expect(needsOf(pod('app') + account('iam.gke.io/gcp-service-account: a@p.iam.gserviceaccount.com'))).toEqual([
      'cloud-identity: pod:shop/app → ip:169.254.169.254 80/TCP',
      'cloud-identity: pod:shop/app → ip:169.254.169.252 988/TCP',
    ]);
    expect(needsOf(pod('app') + account(''))).toEqual([]);
  });

  test('EKS Pod Identity, by the variable that its webhook writes', () => {
    const uri = env('AWS_CONTAINER_CREDENTIALS_FULL_URI', 'http://169.254.170.23/v1/credentials');
    expect(needsOf(pod('app', uri))).toEqual(['setting: pod:shop/app → ip:169.254.170.23 80/TCP']);
  });

  const ISTIOD = pod('istiod', { namespace: 'istio-system' });
  test('a sidecar asks istiod', () => {
    const meshed = `---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: app, namespace: shop}
spec: {selector: {matchLabels: {app: app}}, template: {metadata: {labels: {app: app}}, spec: {containers: [{name: c, image: c}]}}}
`;
    expect(needsOf(ISTIOD + meshed)).toEqual(['mesh: deployment:shop/app → pod:istio-system/istiod 15012/TCP']);
    expect(needsOf(ISTIOD + meshed.replace('enabled', 'disabled'))).toEqual([]);
  });
});

describe('flows that were seen', () => {
  const hubble = (more: string): string =>
    `{"flow":{"verdict":"FORWARDED","IP":{"source":"10.0.0.1","destination":"10.0.0.2"},"l4":{"TCP":{"source_port":4000,"destination_port":8080}},` +
    `"source":{"namespace":"shop","pod_name":"web"},"destination":{"namespace":"shop","pod_name":"api"}${more}}}`;
  const SEEN = ['observed: pod:shop/web → pod:shop/api 8080/TCP'];
  const OUTSIDE = ['observed: pod:shop/web → network:internet 443/TCP'];
  test.each<[string, string[]]>([
    ['{"from":"pod:shop/web","to":"pod:shop/api","port":8080}', SEEN],
    ['{"from":"pod:shop/web","to":"service:shop/api","port":80}', SEEN],
    ['{"from":"pod:shop/web","to":"ip:10.0.0.2","port":8080}', SEEN],
    ['{"from":"pod:shop/web","to":"network:internet","port":443}', OUTSIDE],
    ['{"from":"pod:shop/web","to":"ip:8.8.4.4","port":443}', OUTSIDE],
    ['{"from":"pod:shop/web","to":"pod:shop/gone","port":8080}', []],
    [hubble(''), SEEN],
    [hubble(',"is_reply":true'), []],
    [hubble('').replace('FORWARDED', 'DROPPED'), []],
    [hubble('').replace('"pod_name":"api"', '"pod_name":"api-5d4"'), SEEN],
  ])('%s', (line, needs) => {
    const flow = observedFlow(line, 1);
    const flows = flow === undefined || 'error' in flow ? [] : [flow];
    expect(needsOf(API + pod('web', { ip: '10.0.0.1' }), flows)).toEqual(needs);
  });

  test.each([
    ['', 'not a JSON object'],
    ['[1]', 'not a JSON object'],
    ['{"from":"pod:a/b"}', '`to` is no id'],
    ['{"from":"pod:a/b","to":"pod:a/c","port":"http"}', '`port` of a flow is a number'],
    [
      '{"l4":{"UDP":{"destination_port":53}},"source":{},"destination":{}}',
      'an end of the flow has neither a pod nor an address',
    ],
  ])('%j is none', (line, error) => {
    expect(observedFlow(line, 7)).toEqual({ line: 7, error });
  });
});
