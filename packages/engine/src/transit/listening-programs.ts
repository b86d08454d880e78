// Programs whose arguments say how they listen: what each makes of its own port, and what it does without a word.

/** `optional`: the client decides. */
export interface Listens {
  readonly port: number;
  readonly says: 'plain' | 'tls' | 'optional';
  /** The argument; empty where the program does so unless it is told otherwise. */
  readonly by: string;
}

export interface Program {
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
    const flag = `--listen-${kind}-urls`;
    const isOwn =
      wordOf(words, kind === 'peer' ? /^--peer-auto-tls(?:=true)?$/ : /^--auto-tls(?:=true)?$/) !== undefined;
    const by = isOwn ? `${flag}, with a certificate that it signs itself` : flag;
    const urls = valueOf(words, new RegExp(`^${flag}[= ](\\S+)$`))?.split(',') ?? [];
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

export const PROGRAMS: readonly Program[] = [
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
