// What reach needs of pods, nodes and Services: their addresses and ports, and which containers have any.
import { expect, test } from 'vitest';
import { readAll } from './test-input.ts';

const pod = (spec: object, status: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p' },
  spec,
  status,
});

test.each([
  [{ podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }], podIP: '10.0.0.1' }, ['10.0.0.1', 'fd00::1']],
  [{ podIP: '10.0.0.1' }, ['10.0.0.1']],
  [{ podIPs: [] }, undefined],
  [{}, undefined],
])('addresses of a pod: %j', (status, expected) => {
  expect(readAll(pod({ containers: [] }, status)).workloads[0]?.addresses).toEqual(expected);
});

test('ports of containers and of sidecars, not of init containers that end', () => {
  const ports = [
    { name: 'http', containerPort: 80 },
    { containerPort: 53, protocol: 'UDP' },
  ];
  const { podSpecs } = readAll(
    pod(
      {
        initContainers: [
          { name: 'a', image: 'a', ports },
          { name: 'b', image: 'b', restartPolicy: 'Always', ports },
        ],
        containers: [
          { name: 'c', image: 'c', ports },
          { name: 'd', image: 'd' },
        ],
      },
      {},
    ),
  );
  const read = [
    { name: 'http', port: 80, protocol: 'TCP' },
    { name: '', port: 53, protocol: 'UDP' },
  ];
  expect(podSpecs[0]?.containers.map((container) => container.ports)).toEqual([undefined, read, read, undefined]);
});

test('two specs that differ in an init container’s restartPolicy are not one', () => {
  const spec = (restartPolicy?: string) => ({
    initContainers: [{ name: 'a', image: 'a', restartPolicy, ports: [{ name: 'x', containerPort: 1 }] }],
    containers: [],
  });
  const { podSpecs } = readAll(pod(spec(), {}), { ...pod(spec('Always'), {}), metadata: { name: 'q' } });
  expect(podSpecs).toHaveLength(2);
});

test.each([
  [{ clusterIP: 'None' }, { headless: true }],
  [
    { clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1', 'fd00::a'], externalIPs: ['192.0.2.1'] },
    { clusterAddresses: ['10.96.0.1', 'fd00::a'], externalAddresses: ['192.0.2.1'] },
  ],
  [
    { type: 'NodePort', externalTrafficPolicy: 'Local' },
    { type: 'NodePort', keepsSource: true },
  ],
])('a Service with %j', (spec, expected) => {
  const facts = readAll({ apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec });
  expect(facts.services[0]).toMatchObject(expected);
});

test('the load balancer’s addresses, node ports and names of ports', () => {
  const facts = readAll({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 's' },
    spec: { ports: [{ name: 'web', port: 80, nodePort: 30_080 }] },
    status: { loadBalancer: { ingress: [{ ip: '192.0.2.7' }, { hostname: 'lb.example' }] } },
  });
  expect(facts.services[0]).toMatchObject({
    externalAddresses: ['192.0.2.7'],
    ports: [{ name: 'web', nodePort: 30_080 }],
  });
});

test('addresses of a node', () => {
  const addresses = [
    { type: 'InternalIP', address: '10.0.0.1' },
    { type: 'Hostname', address: 'n' },
  ];
  const facts = readAll({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' }, status: { addresses } });
  expect(facts.nodes[0]?.addresses).toEqual(addresses);
});
