// What programs say of their own ports by their arguments, and the ports of nodes: one row each, decided by hand from each program's documentation.
import { describe, expect, test } from 'vitest';
import { basisIn, stateIn } from '../testing/transit-world.ts';
import type { TransitState } from './edge.ts';

/** A pod of the image with the arguments, asked at the port. */
function at(port: number, image: string, args = '', more = ''): TransitState | undefined {
  const list =
    args === ''
      ? ''
      : `, args: [${args
          .split(' ')
          .map((arg) => `'${arg}'`)
          .join(', ')}]`;
  const objects = `apiVersion: v1
kind: Pod
metadata: { name: db, namespace: servers }
spec: { containers: [{ name: db, image: '${image}'${list}${more} }] }
`;
  return stateIn({ objects }, { to: 'pod:servers/db', port });
}

describe('programs', () => {
  test.each<[number, string, string, TransitState]>([
    [6379, 'redis:7', '', 'plain'],
    [6380, 'redis:7', '', 'unknown'],
    [6380, 'docker.io/library/redis:7', '--port 6380', 'plain'],
    [6379, 'redis:7', '--port 6380', 'unknown'],
    [6379, 'redis:7', '--tls-port 6379 --port 0', 'tls'],
    [6379, 'redis:7', '--tls-port 6380', 'plain'],
    [6380, 'redis:7', '--tls-port 6380', 'tls'],
    [6379, 'redis:7', '/etc/redis.conf', 'unknown'],
    [6379, 'my-redis-client:7', '', 'unknown'],
    [11_211, 'memcached:1', '', 'plain'],
    [11_211, 'memcached:1', '-Z', 'tls'],
    [11_212, 'memcached:1', '-p 11212', 'plain'],
    [27_017, 'mongo:7', '', 'plain'],
    [27_017, 'mongo:7', '--tlsMode requireTLS', 'tls'],
    [27_017, 'mongo:7', '--tlsMode=preferTLS', 'unknown'],
    [27_017, 'mongo:7', '--tlsMode=disabled', 'plain'],
    [27_017, 'mongo:7', '--config /etc/mongod.conf', 'unknown'],
    [3306, 'mysql:8', '', 'unknown'],
    [3306, 'mysql:8', '--skip-ssl', 'plain'],
    [3306, 'mysql:8', '--require-secure-transport=ON', 'tls'],
    [3306, 'mysql:8', '--require-secure-transport=OFF', 'unknown'],
    [5432, 'postgres:16', '', 'unknown'],
    [5432, 'postgres:16', '-c ssl=off', 'plain'],
    [5432, 'postgres:16', '-c ssl=on', 'unknown'],
    [2379, 'etcd:3', '--listen-client-urls=http://0.0.0.0:2379', 'plain'],
    [2379, 'etcd:3', '--listen-client-urls=https://0.0.0.0:2379', 'tls'],
    [2379, 'etcd:3', '--listen-client-urls=http://127.0.0.1:2378,https://10.0.0.1:2379', 'tls'],
    [2381, 'etcd:3', '--listen-metrics-urls=http://0.0.0.0:2381', 'plain'],
    [2379, 'etcd:3', '', 'unknown'],
    [8080, 'registry.k8s.io/kube-apiserver:v1.20', '--insecure-port=8080', 'plain'],
    [8080, 'registry.k8s.io/kube-apiserver:v1.20', '--insecure-port=0', 'unknown'],
    [6443, 'registry.k8s.io/kube-apiserver:v1.30', '', 'tls'],
    [10_249, 'kube-proxy:v1', '--metrics-bind-address=0.0.0.0:10249', 'plain'],
    [9200, 'elasticsearch:8', '-E xpack.security.http.ssl.enabled=false', 'plain'],
    [9200, 'elasticsearch:8', '-E xpack.security.http.ssl.enabled=true', 'tls'],
    [9200, 'elasticsearch:8', '', 'unknown'],
  ])('%i of %s %s', (port, image, args, state) => expect(at(port, image, args)).toBe(state));

  test('a command of its own is the program, whatever the image is called', () => {
    expect(at(6379, 'own:1', '', ', command: [/usr/bin/redis-server]')).toBe('plain');
    expect(at(6379, 'redis:7', '', ', command: [redis-cli, -h, db]')).toBe('unknown');
  });

  test('a variable of the image may say otherwise', () => {
    expect(at(6379, 'bitnami/redis:7', '', ', env: [{ name: REDIS_TLS_ENABLED, value: "yes" }]')).toBe('unknown');
    expect(at(6379, 'bitnami/redis:7', '', ', env: [{ name: REDIS_PORT, value: "1" }]')).toBe('plain');
  });

  test('a probe that says otherwise leaves it open', () => {
    const probe = ', readinessProbe: { httpGet: { port: 6379, scheme: HTTPS } }';
    expect(at(6379, 'redis:7', '', probe)).toBe('unknown');
  });
});

test('the API server looks at a kubelet’s certificate only where it is told whose to take', () => {
  const server = (args: string): string => `apiVersion: v1
kind: Pod
metadata: { name: kube-apiserver, namespace: kube-system }
spec: { containers: [{ name: c, image: 'registry.k8s.io/kube-apiserver:v1.30', command: [kube-apiserver${args}] }] }
---
apiVersion: v1
kind: Node
metadata: { name: n1 }
`;
  const basis = (args: string): string[] =>
    basisIn({ objects: server(args) }, { from: 'pod:kube-system/kube-apiserver', to: 'node:n1', port: 10_250 });
  expect(basis('').join()).toContain('to whoever answers');
  expect(basis(', --kubelet-certificate-authority=/ca.crt').join()).not.toContain('to whoever answers');
  expect(basisIn({}, { to: 'network:nodes', port: 10_250 }).join()).not.toContain('to whoever answers');
});

describe('variables', () => {
  const env = (values: Readonly<Record<string, string>>): string =>
    `, env: [${Object.entries(values)
      .map(([name, value]) => `{ name: ${name}, value: '${value}' }`)
      .join(', ')}]`;
  const KAFKA = 'PLAINTEXT://:9092,SSL://:9093';
  test.each<[string, number, Readonly<Record<string, string>>, TransitState]>([
    ['Kafka', 9092, { KAFKA_LISTENERS: KAFKA }, 'plain'],
    ['Kafka, TLS', 9093, { KAFKA_LISTENERS: KAFKA }, 'tls'],
    ['Kafka, another port', 9094, { KAFKA_LISTENERS: KAFKA }, 'unknown'],
    ['Kafka, a login in clear', 9092, { KAFKA_CFG_LISTENERS: 'SASL_PLAINTEXT://0.0.0.0:9092' }, 'plain'],
    [
      'Kafka, by a name of its own',
      9092,
      { KAFKA_LISTENERS: 'CLIENT://:9092', KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CLIENT:SSL,X:PLAINTEXT' },
      'tls',
    ],
    ['Kafka, by a name that nothing explains', 9092, { KAFKA_LISTENERS: 'CLIENT://:9092' }, 'unknown'],
    ['what clients are told is not where it listens', 9092, { KAFKA_ADVERTISED_LISTENERS: KAFKA }, 'unknown'],
    ['etcd', 2379, { ETCD_LISTEN_CLIENT_URLS: 'http://0.0.0.0:2379' }, 'plain'],
    ['etcd, TLS', 2379, { ETCD_LISTEN_CLIENT_URLS: 'https://0.0.0.0:2379' }, 'tls'],
    ['Elasticsearch', 9200, { 'xpack.security.http.ssl.enabled': 'false' }, 'plain'],
    ['Elasticsearch, TLS', 9200, { 'xpack.security.http.ssl.enabled': 'true' }, 'tls'],
    ['Elasticsearch without security', 9200, { 'xpack.security.enabled': 'false' }, 'plain'],
    ['Elasticsearch with security alone', 9200, { 'xpack.security.enabled': 'true' }, 'unknown'],
    ['Elasticsearch, another port', 9201, { 'xpack.security.enabled': 'false', 'http.port': '9201' }, 'plain'],
    ['OpenSearch', 9200, { DISABLE_SECURITY_PLUGIN: 'true' }, 'plain'],
  ])('%s', (_, port, values, state) => expect(at(port, 'own:1', '', env(values))).toBe(state));
});

test.each<[string, number, TransitState]>([
  ['network:nodes', 10_255, 'plain'],
  ['network:nodes', 10_250, 'tls'],
  ['network:nodes', 10_249, 'plain'],
  ['network:nodes', 10_251, 'unknown'],
  ['ip:203.0.113.9', 10_255, 'plain'],
  ['ip:203.0.113.8', 10_255, 'unknown'],
])('%s at %i', (to, port, state) => {
  const objects =
    'apiVersion: v1\nkind: Node\nmetadata: { name: n1 }\nstatus: { addresses: [{ type: InternalIP, address: 203.0.113.9 }] }\n';
  expect(stateIn({ objects }, { to, port })).toBe(state);
});
