// Programs at numbers that many use: found by their image, with a twin of the same number, and one of the same image.
import { expect, test } from 'vitest';
import { sensitivePort } from './sensitive-ports.ts';
import { SENSITIVE_PROGRAMS, sensitiveProgram } from './sensitive-programs.ts';

test.each<[string, number, string]>([
  ['Grafana', 3000, 'docker.io/grafana/grafana:12.0.0'],
  ['Grafana', 3000, 'grafana/grafana-oss@sha256:0000'],
  ['Headlamp', 4466, 'ghcr.io/headlamp-k8s/headlamp:v0.30.0'],
  ['kube-apiserver', 6443, 'registry.k8s.io/kube-apiserver:v1.37.0'],
  ['kubectl proxy', 8001, 'bitnami/kubectl'],
  ['Argo CD', 8080, 'quay.io/argoproj/argocd:v3.0.0'],
  ['Kubernetes Dashboard', 8443, 'kubernetesui/dashboard:v2.7.0'],
  ['Prometheus', 9090, 'quay.io/prometheus/prometheus:v3.0.0'],
  ['health of kube-proxy', 10_256, 'registry.k8s.io/kube-proxy:v1.37.0'],
  ['metrics and debug pages of istiod', 15_014, 'docker.io/istio/pilot:1.27.0'],
])('%s at %i: %s', (name, port, image) => {
  expect(sensitiveProgram(port, ['example.com/other', image])?.name).toBe(name);
  expect(sensitiveProgram(port + 1, [image])).toBeUndefined();
});

test.each([
  [3000, 'example.com/grafana-agent'],
  [8080, 'nginx'],
  [9090, 'example.com/prometheus/node-exporter'],
  [8443, 'example.com/shop/dashboard'],
])('none: %i of %s', (port, image) => {
  expect(sensitiveProgram(port, [image])).toBeUndefined();
});

test('in the order of their numbers, with a source, and none of the catalogue of numbers', () => {
  const numbers = SENSITIVE_PROGRAMS.map(({ port }) => port);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  for (const { port, source } of SENSITIVE_PROGRAMS) {
    expect(source).toMatch(/^https:\/\//);
    expect(sensitivePort(port)).toBeUndefined();
  }
});
