// What a program says of its own port by its arguments, and what the ports of a node are by their numbers: in clear or over TLS.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { Container, WorkloadFact } from '../facts/workload.ts';
import { argumentsOf, repositoryOf } from '../reach/open-programs.ts';
import { says } from './edge.ts';
import type { LayerVerdict } from './edge.ts';

/** `optional`: the client decides. */
interface Listens {
  readonly port: number;
  readonly says: 'plain' | 'tls' | 'optional';
  /** The argument; empty where the program does so unless it is told otherwise. */
  readonly by: string;
}

interface Program {
  readonly name: string;
  /** Repository of its image, or a word of its command. */
  readonly image: RegExp;
  readonly command: RegExp;
  readonly listens: (words: readonly string[]) => readonly Listens[];
}

function valueOf(words: readonly string[], flag: RegExp): string | undefined {
  for (const word of words) {
    const [, value] = flag.exec(word) ?? [];
    if (value !== undefined) return value;
  }
  return undefined;
}

const portOf = (words: readonly string[], flag: RegExp, otherwise: number): number => {
  const value = valueOf(words, flag);
  return value !== undefined && /^\d{1,5}$/.test(value) ? Number(value) : otherwise;
};
const wordOf = (words: readonly string[], word: RegExp): string | undefined => words.find((one) => word.test(one));

/** `--tls-port` opens TLS beside the plain port, which only `--port 0` closes. https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/ */
function redis(words: readonly string[]): Listens[] {
  const port = portOf(words, /^--port[= ](\S+)$/, 6379);
  const tls = portOf(words, /^--tls-port[= ](\S+)$/, 0);
  return [
    ...(port === 0 ? [] : [{ port, says: 'plain' as const, by: '' }]),
    ...(tls === 0 ? [] : [{ port: tls, says: 'tls' as const, by: '--tls-port' }]),
  ];
}

/** https://docs.memcached.org/features/tls/ */
function memcached(words: readonly string[]): Listens[] {
  const port = portOf(words, /^(?:-p|--port)[= ](\S+)$/, 11_211);
  const tls = wordOf(words, /^(?:-Z|--enable-ssl)$/);
  return [{ port, says: tls === undefined ? 'plain' : 'tls', by: tls ?? '' }];
}

const MONGO_MODES = new Map<string, Listens['says']>([
  ['disabled', 'plain'],
  ['allowTLS', 'optional'],
  ['allowSSL', 'optional'],
  ['preferTLS', 'optional'],
  ['preferSSL', 'optional'],
  ['requireTLS', 'tls'],
  ['requireSSL', 'tls'],
]);

/** https://www.mongodb.com/docs/manual/reference/program/mongod/#tls-options */
function mongo(words: readonly string[]): Listens[] {
  const port = portOf(words, /^--port[= ](\S+)$/, 27_017);
  const mode = valueOf(words, /^--(?:tls|ssl)Mode[= ](\S+)$/);
  if (mode === undefined) return [{ port, says: 'plain', by: '' }];
  const said = MONGO_MODES.get(mode);
  return said === undefined ? [] : [{ port, says: said, by: `--tlsMode ${mode}` }];
}

/** Without a word its own certificate is offered, and who connects decides: nothing is said. https://dev.mysql.com/doc/refman/8.4/en/using-encrypted-connections.html */
function mysql(words: readonly string[]): Listens[] {
  const port = portOf(words, /^(?:-P|--port)[= ](\S+)$/, 3306);
  const off = wordOf(words, /^--(?:skip-ssl|ssl=(?:0|off|false))$/i);
  const must = wordOf(words, /^--require[-_]secure[-_]transport(?:[= ](?:1|on|true))?$/i);
  if (off !== undefined) return [{ port, says: 'plain', by: off }];
  return must === undefined ? [] : [{ port, says: 'tls', by: '--require-secure-transport' }];
}

/** `on` lets the client decide; `pg_hba.conf` is not read. https://www.postgresql.org/docs/current/ssl-tcp.html */
function postgres(words: readonly string[]): Listens[] {
  const port = portOf(words, /^(?:-p|--port)[= ](\S+)$/, 5432);
  const value = valueOf(words, /^(?:-c |--)ssl=(\w+)$/);
  if (value === undefined) return [];
  const isOn = /^(?:on|true|yes|1)$/i.test(value);
  return [{ port, says: isOn ? 'optional' : 'plain', by: isOn ? 'ssl=on' : 'ssl=off' }];
}

/** https://etcd.io/docs/v3.6/op-guide/configuration/ */
function etcd(words: readonly string[]): Listens[] {
  return ['client', 'peer', 'metrics'].flatMap((kind) => {
    const by = `--listen-${kind}-urls`;
    const urls = valueOf(words, new RegExp(`^${by}[= ](\\S+)$`))?.split(',') ?? [];
    return urls.flatMap((url): Listens[] => {
      const [, scheme, port] = /^(https?):\/\/.*:(\d{1,5})\/?$/.exec(url) ?? [];
      return scheme === undefined ? [] : [{ port: Number(port), says: scheme === 'https' ? 'tls' : 'plain', by }];
    });
  });
}

/** https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/; the insecure port went with 1.24. */
function apiServer(words: readonly string[]): Listens[] {
  const insecure = portOf(words, /^--insecure-port[= ](\S+)$/, 0);
  return [
    { port: portOf(words, /^--secure-port[= ](\S+)$/, 6443), says: 'tls', by: '' },
    ...(insecure === 0 ? [] : [{ port: insecure, says: 'plain' as const, by: '--insecure-port' }]),
  ];
}

/** Metrics and health are HTTP whatever it is told. https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/ */
function kubeProxy(words: readonly string[]): Listens[] {
  const at = (flag: string, port: number): Listens => ({
    port: portOf(words, new RegExp(`^--${flag}[= ]\\S*:(\\d+)$`), port),
    says: 'plain',
    by: '',
  });
  return [at('metrics-bind-address', 10_249), at('healthz-bind-address', 10_256)];
}

/** `-E xpack.security.http.ssl.enabled=false`. https://www.elastic.co/docs/deploy-manage/security/set-up-basic-security-plus-https */
function elasticsearch(words: readonly string[]): Listens[] {
  const value = valueOf(words, /^-?E? ?xpack\.security\.http\.ssl\.enabled=(true|false)$/);
  const port = portOf(words, /^-?E? ?http\.port=(\d+)$/, 9200);
  return value === undefined
    ? []
    : [{ port, says: value === 'true' ? 'tls' : 'plain', by: `http.ssl.enabled=${value}` }];
}

const PROGRAMS: readonly Program[] = [
  {
    name: 'Redis',
    image: /(?:^|\/)(?:redis|valkey|keydb)$/,
    command: /(?:^|\/)(?:redis|valkey|keydb)-server$/,
    listens: redis,
  },
  { name: 'Memcached', image: /(?:^|\/)memcached$/, command: /(?:^|\/)memcached$/, listens: memcached },
  { name: 'MongoDB', image: /(?:^|\/)(?:mongo|mongodb-community-server)$/, command: /(?:^|\/)mongod$/, listens: mongo },
  {
    name: 'MySQL',
    image: /(?:^|\/)(?:mysql|mariadb|mysql-server)$/,
    command: /(?:^|\/)(?:mysqld|mariadbd)$/,
    listens: mysql,
  },
  { name: 'PostgreSQL', image: /(?:^|\/)(?:postgres|postgresql)$/, command: /(?:^|\/)postgres$/, listens: postgres },
  { name: 'etcd', image: /(?:^|\/)etcd$/, command: /(?:^|\/)etcd$/, listens: etcd },
  { name: 'kube-apiserver', image: /(?:^|\/)kube-apiserver$/, command: /(?:^|\/)kube-apiserver$/, listens: apiServer },
  { name: 'kube-proxy', image: /(?:^|\/)kube-proxy$/, command: /(?:^|\/)kube-proxy$/, listens: kubeProxy },
  { name: 'Elasticsearch', image: /(?:^|\/)elasticsearch$/, command: /(?:^|\/)elasticsearch$/, listens: elasticsearch },
];

/** A file of settings may say otherwise, and so may a variable that the image reads. */
const ELSEWHERE = /\.(?:conf|cnf|ya?ml)$|^(?:-f|--config|--config-file|--defaults-file)(?:[= ]|$)/;
const ELSEWHERE_ENV = /(?:TLS|SSL)(?:_|$)/i;

/** Of each container that runs a program which the table has. */
export function listening({ podSpecs }: Facts, server: WorkloadFact, port: number): LayerVerdict[] {
  const containers = podSpecs[server.spec]?.containers ?? [];
  return containers.flatMap((container) => {
    const program = programOf(container);
    const words = argumentsOf(container);
    if (program === undefined || container.env.some(({ name }) => ELSEWHERE_ENV.test(name))) return [];
    const isElsewhere = words.some((word) => ELSEWHERE.test(word));
    const found = program.listens(words).find((one) => one.port === port && (one.by !== '' || !isElsewhere));
    if (found === undefined) return [];
    const evidence = { object: server, pointer: `${server.specPointer}${container.pointer}` };
    return [verdictOf(found, `${program.name} of ${objectId(server)}`, evidence)];
  });
}

function programOf({ image, command, args, type }: Container): Program | undefined {
  if (type !== 'regular') return undefined;
  const repository = repositoryOf(image);
  const [first = ''] = [...command, ...args];
  // A command of its own may be any program of the image.
  return PROGRAMS.find((one) => one.command.test(first) || (command.length === 0 && one.image.test(repository)));
}

function verdictOf({ port, says: word, by }: Listens, who: string, evidence: Parameters<typeof says>[2]): LayerVerdict {
  const cite = evidence === undefined ? [] : [evidence];
  const told = by === '' ? '' : ` (${by})`;
  if (word === 'optional')
    return says('unknown', `${who} lets clients decide about TLS at port ${port}${told}`, ...cite);
  if (word === 'tls') return says('tls', `${who} takes TLS at port ${port}${told}`, ...cite);
  return says(
    'plain',
    `${who} takes no TLS at port ${port}${told === '' ? ', as it does unless told otherwise' : told}`,
    ...cite,
  );
}

/**
 * What the components of a node speak at their own ports.
 * https://kubernetes.io/docs/reference/networking/ports-and-protocols/ https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
 */
const NODE_PORTS: ReadonlyMap<number, readonly ['plain' | 'tls', string]> = new Map([
  [6443, ['tls', 'the API server']],
  [10_249, ['plain', 'the metrics of kube-proxy']],
  [10_250, ['tls', 'the kubelet, with a certificate of its own that nobody signs unless it is told otherwise']],
  [10_255, ['plain', 'the kubelet’s read-only port']],
  [10_256, ['plain', 'the health of kube-proxy']],
  [10_257, ['tls', 'kube-controller-manager']],
  [10_259, ['tls', 'kube-scheduler']],
]);

export function nodeListening(port: number): LayerVerdict[] {
  const [word, who] = NODE_PORTS.get(port) ?? [];
  if (word === undefined) return [];
  return [says(word, `port ${port} of a node is ${who}: ${word === 'tls' ? 'TLS' : 'HTTP'}`)];
}
