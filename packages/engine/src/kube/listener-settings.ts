// What variables have a program listen on: ports in clear or with TLS, by the programs' own documented names.
import type { ListenerFact } from '../facts/workload.ts';
import { partsWithin } from './pod-spec-view.ts';
import type { ContainerPart } from './pod-spec-view.ts';
import type { StringPool } from './string-pool.ts';

/** Characters of one value, and listeners of one container, that are looked at. */
const LONGEST = 2048;
const MOST = 20;
/** https://kafka.apache.org/documentation/#security_configbroker */
const KAFKA: ReadonlyMap<string, ListenerFact['says']> = new Map([
  ['PLAINTEXT', 'plain'],
  ['SASL_PLAINTEXT', 'plain'],
  ['SSL', 'tls'],
  ['SASL_SSL', 'tls'],
]);
const KAFKA_NAMES = ['KAFKA_LISTENERS', 'KAFKA_CFG_LISTENERS'];
const KAFKA_MAPS = ['KAFKA_LISTENER_SECURITY_PROTOCOL_MAP', 'KAFKA_CFG_LISTENER_SECURITY_PROTOCOL_MAP'];
/** https://etcd.io/docs/v3.6/op-guide/configuration/#command-line-flags */
const ETCD = ['ETCD_LISTEN_CLIENT_URLS', 'ETCD_LISTEN_PEER_URLS', 'ETCD_LISTEN_METRICS_URLS'];
/** The value that switches TLS off at the port of requests, or on. https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/security-settings */
const ELASTIC: readonly (readonly [name: string, value: string, says: ListenerFact['says']])[] = [
  ['xpack.security.http.ssl.enabled', 'false', 'plain'],
  ['xpack.security.http.ssl.enabled', 'true', 'tls'],
  ['xpack.security.enabled', 'false', 'plain'],
  ['plugins.security.disabled', 'true', 'plain'],
  ['DISABLE_SECURITY_PLUGIN', 'true', 'plain'],
];
const ELASTIC_PORT = 9200;

/** Most containers have none of these, and are looked at no further. */
const NAMES: ReadonlySet<unknown> = new Set([...KAFKA_NAMES, ...ETCD, ...ELASTIC.map(([name]) => name)]);

interface Literal {
  readonly value: string;
  readonly pointer: string;
}

/** Empty where no variable says anything. Of a value, a port and a word of the program's own are kept. */
export function listenersOf(part: ContainerPart, strings: StringPool): ListenerFact[] {
  const env = partsWithin(part, 'env');
  if (!env.some(({ value }) => NAMES.has(value.name))) return [];
  const literals = new Map(
    env.flatMap(({ value, pointer }): [string, Literal][] =>
      typeof value.name === 'string' && typeof value.value === 'string' && value.value.length <= LONGEST
        ? [[value.name, { value: value.value.trim(), pointer }]]
        : [],
    ),
  );
  return [...kafka(literals), ...etcd(literals), ...elastic(literals)]
    .slice(0, MOST)
    .map((one) => ({ ...one, setting: strings.keep(one.setting), pointer: strings.keep(one.pointer) }));
}

function kafka(literals: ReadonlyMap<string, Literal>): ListenerFact[] {
  const pairs = KAFKA_MAPS.flatMap((name) => literals.get(name)?.value.split(',') ?? []);
  const protocols = new Map(
    pairs.map((pair): [string, string] => [pair.split(':')[0] ?? '', pair.split(':')[1] ?? '']),
  );
  return KAFKA_NAMES.flatMap((name) => {
    const { value = '', pointer = '' } = literals.get(name) ?? {};
    return value.split(',').flatMap((listener): ListenerFact[] => {
      const [, called = '', port = ''] =
        /^\s*([A-Za-z0-9_-]{1,64}):\/\/[^:/\s]{0,253}:(\d{1,5})\s*$/.exec(listener) ?? [];
      const protocol = protocols.get(called) ?? called;
      const says = KAFKA.get(protocol);
      return says === undefined ? [] : [{ port: Number(port), says, setting: `${name}: ${protocol}`, pointer }];
    });
  });
}

function etcd(literals: ReadonlyMap<string, Literal>): ListenerFact[] {
  return ETCD.flatMap((name) => {
    const { value = '', pointer = '' } = literals.get(name) ?? {};
    return value.split(',').flatMap((url): ListenerFact[] => {
      const [, scheme, port] = /^\s*(https?):\/\/[^/\s]{1,253}:(\d{1,5})\/?\s*$/.exec(url) ?? [];
      if (scheme === undefined) return [];
      return [
        { port: Number(port), says: scheme === 'https' ? 'tls' : 'plain', setting: `${name}: ${scheme}`, pointer },
      ];
    });
  });
}

/** The first that is set decides: the narrower word stands before the wider. */
function elastic(literals: ReadonlyMap<string, Literal>): ListenerFact[] {
  const port = literals.get('http.port')?.value ?? '';
  for (const [name, value, says] of ELASTIC) {
    const found = literals.get(name);
    if (found?.value.toLowerCase() !== value) continue;
    const number = /^\d{1,5}$/.test(port) ? Number(port) : ELASTIC_PORT;
    return [{ port: number, says, setting: `${name}: ${value}`, pointer: found.pointer }];
  }
  return [];
}
