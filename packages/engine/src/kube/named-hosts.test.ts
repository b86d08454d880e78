// Hosts that variables and keys name outright: what is kept, with the twin of each that must not be.
import { expect, test } from 'vitest';
import { everyText, readAll } from './test-input.ts';

const service = (namespace: string, name: string): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace, name },
  spec: { ports: [{ port: 80 }] },
});
const SERVICES = [
  service('default', 'db'),
  service('data', 'db'),
  service('cache', 'redis'),
  service('default', 'kafka'),
];

function pod(...env: { name: string; value: string }[]): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'a', image: 'a', env }] },
  };
}

function podHosts(...env: { name: string; value: string }[]): string[] {
  const facts = readAll(pod(...env), ...SERVICES);
  return (facts.podSpecs[0]?.hosts ?? []).map(({ host, port, name }) => `${name} ${host ?? '-'}:${port ?? ''}`);
}

test.each<[string, string, string[]]>([
  ['DB_HOST', 'db', ['DB_HOST db:']],
  ['db.host', 'db', ['db.host db:']],
  ['dbHost', 'db', ['dbHost db:']],
  ['REDIS_ADDR', 'redis:6379', ['REDIS_ADDR redis:6379']],
  ['BROKERS', 'kafka-0.kafka:9092,kafka-1.kafka:9092', ['BROKERS kafka-0.kafka:9092', 'BROKERS kafka-1.kafka:9092']],
  ['DB_HOST', 'DB.Data.SVC', ['DB_HOST db.data.svc:']],
  ['DB_HOST', 'db-0.db', ['DB_HOST db-0.db:']],
  ['DB_HOST', 'db-0.db.data.svc.cluster.local', ['DB_HOST db-0.db.data.svc.cluster.local:']],
  ['DB_HOST', '10.0.0.7:5432', ['DB_HOST 10.0.0.7:5432']],
  // Outside: that there is one, and not its name.
  ['SMTP_HOST', 'smtp.example.com:587', ['SMTP_HOST -:587']],
  // Twins: the name is none of a host, or the value is none.
  ['DB_HOST', 'hunter2', []],
  // It may be of the world, or of a namespace that is not in the input.
  ['DB_HOST', 'db.other', ['DB_HOST -:']],
  ['DB_HOST', 'db.other.svc', []],
  ['SMTP_HOST', 'smtp.internal', []],
  ['DB_PASSWORD', 'db', []],
  ['GHOST', 'db', []],
  ['ghost', 'db', []],
  ['HOSTED', 'db', []],
  ['DB_HOST', '$(OTHER)', []],
  ['DB_HOST', 'not a host!', []],
  ['DB_HOST', 'db,$(OTHER)', []],
  ['DB_HOST', 'user:hunter2@db', []],
  ['DB_HOST', `a${'.a'.repeat(600)}`, []],
])('%s=%s', (name, value, hosts) => {
  expect(podHosts({ name, value })).toEqual(hosts);
});

test('the port is that of the variable with the same beginning, and of no other', () => {
  const host = { name: 'DB_HOST', value: 'db' };
  expect(podHosts(host, { name: 'DB_PORT', value: '5432' })).toEqual(['DB_HOST db:5432']);
  expect(podHosts(host, { name: 'CACHE_PORT', value: '6379' })).toEqual(['DB_HOST db:']);
  expect(podHosts(host, { name: 'DB_PORT', value: 'http' })).toEqual(['DB_HOST db:']);
});

test('two pods that differ in a host alone have two specs', () => {
  const other = pod({ name: 'DB_HOST', value: 'redis.cache' }) as { metadata: { name: string } };
  other.metadata.name = 'b';
  const facts = readAll(pod({ name: 'DB_HOST', value: 'db' }), other, ...SERVICES);
  expect(facts.podSpecs.map(({ hosts }) => hosts?.[0]?.host)).toEqual(['db', 'redis.cache']);
});

test('of a ConfigMap: keys, and lines of settings in its texts', () => {
  const data = {
    CACHE_HOST: 'redis.cache',
    CACHE_PORT: '6379',
    'app.properties': 'db.host=db\ndb.port=5432\ndb.password=hunter2-not-a-host\n# other.host=redis.cache\n',
    'app.yaml': 'server: "kafka:9092"\nname: plain\n',
  };
  const facts = readAll({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data }, ...SERVICES);
  expect(facts.configMaps[0]?.hosts).toEqual([
    { host: 'redis.cache', port: 6379, name: 'CACHE_HOST', pointer: '/data/CACHE_HOST' },
    { host: 'db', port: 5432, name: 'app.properties', pointer: '/data/app.properties' },
    { host: 'kafka', port: 9092, name: 'app.yaml', pointer: '/data/app.yaml' },
  ]);
  expect(everyText(facts)).not.toContain('hunter2');
});
