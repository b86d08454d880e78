// Ways into the cluster as facts: backends of today's and yesterday's Ingresses, classes, Gateways, routes, endpoints that somebody wrote.
import { describe, expect, it, test } from 'vitest';
import { readAll } from './test-input.ts';

const ingress = (spec: object, annotations = {}, apiVersion = 'networking.k8s.io/v1') => ({
  apiVersion,
  kind: 'Ingress',
  metadata: { name: 'i', namespace: 'shop', annotations },
  spec,
});
const path = (backend: object) => ({ rules: [{ http: { paths: [{ backend }] } }] });
const AT = '/spec/rules/0/http/paths/0/backend';

describe('backends of an Ingress', () => {
  it.each([
    ['by number', path({ service: { name: 'a', port: { number: 80 } } }), [{ service: 'a', port: 80, pointer: AT }]],
    [
      'by name',
      path({ service: { name: 'a', port: { name: 'http' } } }),
      [{ service: 'a', port: 'http', pointer: AT }],
    ],
    [
      'for all else',
      { defaultBackend: { service: { name: 'a', port: { number: 80 } } } },
      [{ service: 'a', port: 80, pointer: '/spec/defaultBackend' }],
    ],
    ['of v1beta1', path({ serviceName: 'a', servicePort: 'http' }), [{ service: 'a', port: 'http', pointer: AT }]],
    [
      'of v1beta1, for all else',
      { backend: { serviceName: 'a', servicePort: 80 } },
      [{ service: 'a', port: 80, pointer: '/spec/backend' }],
    ],
    ['that are no Service', path({ resource: { kind: 'Bucket', name: 'a' } }), []],
    ['none', {}, []],
  ])('%s', (_, spec, expected) => {
    const found = readAll(ingress(spec)).entries[0]?.rules.flatMap(({ backends }) => backends);
    expect(found).toEqual(expected.map((one) => ({ namespace: 'shop', ...one })));
  });
});

test.each([
  [{ ingressClassName: 'a' }, {}, 'a'],
  [{ ingressClassName: 'a' }, { 'kubernetes.io/ingress.class': 'b' }, 'b'],
  [{}, {}, ''],
])('class of %j with %j', (spec, annotations, expected) => {
  expect(readAll(ingress(spec, annotations)).entries[0]?.className).toBe(expected);
});

test('an Ingress of extensions/v1beta1 is one', () => {
  expect(readAll(ingress(path({ serviceName: 'a', servicePort: 80 }), {}, 'extensions/v1beta1')).entries).toHaveLength(
    1,
  );
});

const route = (spec: object) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'r', namespace: 'shop' },
  spec,
});

test('parents of a route: Gateways, of the own namespace unless said', () => {
  const parentRefs = [{ name: 'a' }, { name: 'b', namespace: 'edge', port: 80 }, { kind: 'Service', name: 'mesh' }];
  expect(readAll(route({ parentRefs })).entries[0]?.parents).toEqual([
    { namespace: 'shop', name: 'a', pointer: '/spec/parentRefs/0' },
    { namespace: 'edge', name: 'b', port: 80, pointer: '/spec/parentRefs/1' },
  ]);
});

test('backends of a route: Services, mirrors included', () => {
  const rules = [
    {
      backendRefs: [
        { name: 'a', port: 80 },
        { kind: 'Bucket', group: 'x', name: 'b' },
      ],
      filters: [{ requestMirror: { backendRef: { name: 'c', namespace: 'back', port: 81 } } }],
    },
  ];
  expect(readAll(route({ rules })).entries[0]?.rules.flatMap(({ backends }) => backends)).toEqual([
    { namespace: 'shop', service: 'a', port: 80, pointer: '/spec/rules/0/backendRefs/0' },
    { namespace: 'back', service: 'c', port: 81, pointer: '/spec/rules/0/filters/0/requestMirror/backendRef' },
  ]);
});

const slice = (labels: object, more: object = {}) => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 's', namespace: 'shop', labels },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: false } }],
  ports: [{ name: 'a', port: 80 }, { name: 'b' }],
  ...more,
});
const OF_A = { 'kubernetes.io/service-name': 'a' };

describe('an EndpointSlice', () => {
  it('keeps addresses, ready or not, and ports with a number', () => {
    expect(readAll(slice(OF_A)).endpoints).toMatchObject([
      { service: 'a', addresses: ['10.0.0.1'], ports: [{ name: 'a', port: 80, protocol: 'TCP' }] },
    ]);
  });
  it.each([
    ['of no Service', slice({})],
    [
      'of the controller',
      slice({ ...OF_A, 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' }),
    ],
    ['of names', slice(OF_A, { addressType: 'FQDN' })],
  ])('%s is none', (_, object) => {
    expect(readAll(object).endpoints).toEqual([]);
  });
  it('that mirrors Endpoints is one', () => {
    const by = { 'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io' };
    expect(readAll(slice({ ...OF_A, ...by })).endpoints).toHaveLength(1);
  });
});

test.each([
  [{}, 1],
  [{ 'endpointslice.kubernetes.io/skip-mirror': 'true' }, 0],
])('Endpoints with %j', (labels, count) => {
  const subsets = [{ notReadyAddresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }] }];
  const metadata = { name: 'a', namespace: 'shop', labels };
  expect(readAll({ apiVersion: 'v1', kind: 'Endpoints', metadata, subsets }).endpoints).toHaveLength(count);
});
