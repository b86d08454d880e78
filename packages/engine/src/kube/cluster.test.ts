// Namespaces, nodes, Services, APIServices and definitions.
import { expect, test } from 'vitest';
import { readAll } from './test-input.ts';

test('a namespace and a node', () => {
  const facts = readAll(
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'a', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    },
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'n' },
      status: { nodeInfo: { kubeletVersion: 'v1.31.2-eks-7f9249a' } },
    },
  );
  expect(facts.namespaces).toMatchObject([
    { namespace: '', name: 'a', labels: new Map([['pod-security.kubernetes.io/enforce', 'restricted']]) },
  ]);
  expect(facts.nodes).toMatchObject([{ kubeletVersion: 'v1.31.2-eks-7f9249a' }]);
  expect(facts.kubernetesVersion).toBe('1.31');
});

test('a Service: selector, type, ports', () => {
  const ports = [
    { port: 80 },
    { port: 443, targetPort: 'https', protocol: 'TCP' },
    { port: 53, targetPort: 5353, protocol: 'UDP' },
  ];
  const facts = readAll({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 's' },
    spec: { selector: { a: 'b' }, ports },
  });
  expect(facts.services).toMatchObject([
    {
      selector: new Map([['a', 'b']]),
      type: 'ClusterIP',
      externalName: '',
      ports: [
        { port: 80, targetPort: '80', protocol: 'TCP', pointer: '/spec/ports/0' },
        { port: 443, targetPort: 'https', protocol: 'TCP', pointer: '/spec/ports/1' },
        { port: 53, targetPort: '5353', protocol: 'UDP', pointer: '/spec/ports/2' },
      ],
    },
  ]);
});

test('APIServices: served by a Service, or by the API server itself', () => {
  const object = (name: string, spec: object): unknown => ({
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name },
    spec,
  });
  const facts = readAll(
    object('a', {
      group: 'metrics.k8s.io',
      version: 'v1beta1',
      service: { namespace: 'n', name: 's' },
      insecureSkipTLSVerify: true,
    }),
    object('b', { group: 'apps', version: 'v1', service: null }),
  );
  expect(facts.apiServices[0]).toMatchObject({
    serves: 'metrics.k8s.io/v1beta1',
    service: { namespace: 'n', name: 's' },
    insecureSkipTLSVerify: true,
  });
  expect(facts.apiServices[1]).not.toHaveProperty('service');
});

test('a definition without a kind is said', () => {
  const facts = readAll({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'x' },
    spec: {},
  });
  expect(facts.customDefinitions).toEqual([]);
  expect(facts.coverage).toMatchObject([{ pointer: '/spec/names/kind' }]);
});
