// Random configurations as plain objects: mostly what an API server takes, each trap of its rules now and then.
import type { Random } from '../../../bench/random.ts';

export type Plain = null | boolean | number | string | Plain[] | Fields;
export type Fields = Map<string, Plain>;

/** How often a value is drawn from the traps. */
const TRAP = 0.015;

const RESOURCES = [
  'secrets',
  'configmaps',
  'events',
  'pods',
  'deployments.apps',
  'pandas.awesome.bears.example',
  'leases.coordination.k8s.io',
];
const WILDCARDS = ['*.', '*.*', '*.apps', '*.awesome.bears.example', '*.batch'];
const ODD_RESOURCES = [
  '*',
  'Secrets',
  'secretS',
  'secrets.',
  'pods.*',
  '*.*.apps',
  '.',
  '',
  '.apps',
  '*.events.k8s.io',
  'events.events.k8s.io',
  'deployments.extensions',
  '*.extensions',
  'apiserveripinfo',
  'serviceipallocations',
  'servicenodeportallocations.',
  'servicenodeportallocations',
  'straße',
  'İ',
  'ǅ',
  'secrets ',
  'a.b.c.d',
  '*.Apps',
  'K',
];
const KMS_NAMES = ['vault', 'hsm', 'backup', 'plugin-1', 'old', 'new'];
const ODD_NAMES = ['', 'a:b', 'vault-1', ':', ' ', 'é', 'y', '1'];
const ENDPOINTS = ['unix:///var/run/kms.sock', 'unix:///run/kms/plugin.sock', 'unix:///tmp/a', 'unix:///@kms'];
const ODD_ENDPOINTS = [
  '',
  '/var/run/kms.sock',
  'http://localhost:80',
  'UNIX:///tmp/a',
  'unix:/tmp/a',
  'unix:a',
  'unix:',
  'unix://',
  'unix://host/a',
  'unix://h:80/a',
  'unix://h:x/a',
  'unix://h:80:90/a',
  'unix:///a b',
  'unix:///%41',
  'unix:///%zz',
  'unix:///%',
  'unix:///%25zz',
  'unix:///%00',
  'unix:///a#%zz',
  'unix:///a?%zz',
  'unix:///a%23b',
  'unix:///a%3f%zz',
  'unix:///a%3fb%25q',
  'unix://user@h/a',
  'unix://us er@h/a',
  'unix://u%zz@h/a',
  'unix://[::1]/a',
  'unix://[::1/a',
  'unix://a[::1]/a',
  'unix://h%41/a',
  'unix://h%80/a',
  'unix://h ost/a',
  'unix://h"x/a',
  'unix://h{x/a',
  'unix:///\u0001',
  'unix:///é',
  'unix://é/a',
  ':',
  ':a',
  '1unix:///a',
  'unix',
  '*',
  ' unix:///a',
  'unix:///a\n',
  'a/b:c',
  'unix://h:/a',
  'unix+x:///a',
  'unix:///a%23%25z',
  'tcp://%',
];
const TIMEOUTS = ['3s', '1m', '500ms', '1.5s', '1h2m3s'];
const ODD_TIMEOUTS: Plain[] = [
  '0',
  '0s',
  '-1s',
  '+1s',
  '',
  's',
  '3',
  '1',
  '.5s',
  '1.s',
  '.s',
  '1d',
  '3S',
  '9223372036854775807ns',
  '9223372036854775808ns',
  '-9223372036854775808ns',
  '2562047h47m16.854775807s',
  '2562048h',
  '1µs',
  '1μs',
  '0.1ns',
  '0.9999999999ns',
  '1e3s',
  ' 3s',
  '3s ',
  '3 s',
  '1s1',
  '--1s',
  '99999999999999999999s',
  '1s1s',
  3,
  0,
  true,
  null,
  1.5,
];
const CACHES: Plain[] = [0, 1, 1000, -1, -2147483648, 2147483647, 2147483648, 1.5, '1000', null, true, 1e21];

/** From `least` to `most` things. */
function several<T>(random: Random, least: number, most: number, make: () => T): T[] {
  return Array.from({ length: least + random.below(most - least + 1) }, make);
}

export class Maker {
  readonly #random: Random;
  #plugins = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  configuration(): Fields {
    const random = this.#random;
    const [apiVersion, kind] = this.#type();
    const rules = several(random, random.next() < TRAP ? 0 : 1, 3, () => this.#rule());
    return new Map<string, Plain>([
      ['apiVersion', apiVersion],
      ['kind', kind],
      ['resources', random.next() < TRAP / 4 ? null : rules],
    ]);
  }

  #type(): [Plain, Plain] {
    const group = 'apiserver.config.k8s.io';
    const kind = 'EncryptionConfiguration';
    if (!(this.#random.next() < TRAP * 2)) return [`${group}/v1`, kind];
    return this.#random.pick<[Plain, Plain]>([
      ['v1', 'EncryptionConfig'],
      ['/v1', 'EncryptionConfig'],
      ['v1', 'EncryptionConfig'],
      ['v1', kind],
      [`${group}/v1`, 'EncryptionConfig'],
      [`${group}/v1beta1`, kind],
      [`${group}/v1alpha1`, kind],
      [`${group}/v1`, 'AdmissionConfiguration'],
      [`${group}/v1`, 'TracingConfiguration'],
      [`${group}/v1`, 'encryptionconfiguration'],
      ['', kind],
      ['/', kind],
      [`${group}/v1/x`, kind],
      [`${group}/`, kind],
      [1, kind],
      [`${group}/v1`, ''],
      [`${group}/v1`, null],
      [null, kind],
      [`${group}/__internal`, kind],
      ['apiserver.k8s.io/v1', kind],
      [`${group}/v1`, true],
      ['v1', 'Status'],
      [`${group}/v1`, 'WatchEvent'],
    ]);
  }

  #rule(): Plain {
    const random = this.#random;
    if (random.next() < TRAP / 4) return random.pick<Plain>([null, 'secrets', new Map(), []]);
    const rule: Fields = new Map<string, Plain>([
      ['resources', this.#resources()],
      ['providers', several(random, random.next() < TRAP ? 0 : 1, 3, () => this.#provider())],
    ]);
    return random.next() < TRAP ? this.#withOdd(rule) : rule;
  }

  #resources(): Plain {
    const random = this.#random;
    if (random.next() < TRAP) return random.pick<Plain>([null, [], 'secrets', [null], [1], [['secrets']], [true]]);
    if (random.next() < 0.06) return [random.pick(WILDCARDS)];
    const names = several(random, 1, random.pick([1, 1, 3]), () =>
      random.pick(random.next() < TRAP ? ODD_RESOURCES : RESOURCES),
    );
    return random.next() < TRAP * 2 ? [...names, random.pick([...WILDCARDS, ...names])] : [...new Set(names)];
  }

  #provider(): Plain {
    const random = this.#random;
    if (random.next() < TRAP)
      return random.pick<Plain>([
        null,
        new Map(),
        'identity',
        new Map([['identity', null]]),
        new Map([['identity', 'x']]),
        [],
      ]);
    const kind = random.pick(['aescbc', 'aesgcm', 'secretbox', 'kms', 'kms', 'identity']);
    const provider: Fields = new Map([[kind, this.#body(kind)]]);
    if (random.next() < TRAP / 2) provider.set('identity', new Map());
    if (random.next() < TRAP / 2)
      provider.set(random.pick(['secretbox', 'kms']), random.next() < 0.5 ? null : this.#body('secretbox'));
    return random.next() < TRAP / 2 ? this.#withOdd(provider) : provider;
  }

  #body(kind: string): Plain {
    const random = this.#random;
    if (random.next() < TRAP / 4) return random.pick<Plain>([null, new Map(), [], 'x', 1]);
    if (kind === 'identity') return random.next() < TRAP ? new Map([['x', 1]]) : new Map();
    if (kind === 'kms') return this.#kms();
    const keys = several(random, random.next() < TRAP ? 0 : 1, 2, () => this.#key(kind));
    const body: Fields = new Map<string, Plain>([['keys', random.next() < TRAP / 4 ? null : keys]]);
    return random.next() < TRAP / 2 ? this.#withOdd(body) : body;
  }

  #key(kind: string): Plain {
    const random = this.#random;
    if (random.next() < TRAP / 4) return random.pick<Plain>([null, 'key', new Map()]);
    const key: Fields = new Map();
    if (!(random.next() < TRAP / 2))
      key.set(
        'name',
        random.next() < TRAP ? random.pick<Plain>([...ODD_NAMES, 1, null, true]) : `key${random.below(3)}`,
      );
    if (!(random.next() < TRAP / 2)) key.set('secret', this.#secret(kind));
    return random.next() < TRAP / 2 ? this.#withOdd(key) : key;
  }

  #secret(kind: string): Plain {
    const random = this.#random;
    const length = random.next() < TRAP * 2 ? random.below(40) : kind === 'secretbox' ? 32 : random.pick([16, 24, 32]);
    const text = Buffer.from(several(random, length, length, () => random.below(256))).toString('base64');
    if (!(random.next() < TRAP * 2)) return text;
    return random.pick<Plain>([
      '',
      ' ',
      text.replace(/=+$/, ''),
      `${text}=`,
      text.slice(1),
      `${text.slice(0, 4)}\n${text.slice(4)}`,
      `${text}\r\n`,
      `${text} `,
      text.replaceAll('+', '-').replaceAll('/', '_'),
      `${text.slice(0, 5)}*`,
      '====',
      'AAAAAAAAAAAAAAAAAAAAAB==',
      12345678,
      null,
      true,
      `\n${text}`,
      `${text.slice(0, -1)}\n=`,
    ]);
  }

  #kms(): Plain {
    const random = this.#random;
    const kms: Fields = new Map();
    if (!(random.next() < TRAP))
      kms.set('apiVersion', random.next() < TRAP ? random.pick<Plain>(['v1', 'v1', '', 'v3', 'V2', null, 2]) : 'v2');
    if (!(random.next() < TRAP / 2))
      kms.set(
        'name',
        random.next() < TRAP ? random.pick(ODD_NAMES) : `${random.pick(KMS_NAMES)}-${(this.#plugins += 1)}`,
      );
    if (!(random.next() < TRAP / 2))
      kms.set('endpoint', random.next() < TRAP * 3 ? random.pick(ODD_ENDPOINTS) : random.pick(ENDPOINTS));
    if (random.next() < 0.5)
      kms.set('timeout', random.next() < TRAP * 3 ? random.pick(ODD_TIMEOUTS) : random.pick(TIMEOUTS));
    if (random.next() < TRAP * 2) kms.set('cachesize', random.pick(CACHES));
    return random.next() < TRAP / 2 ? this.#withOdd(kms) : kms;
  }

  /** With a field that nobody knows, or one whose name differs in case. */
  #withOdd(fields: Fields): Fields {
    const random = this.#random;
    const [first = 'x'] = [...fields.keys()];
    const name = random.pick(['x', 'comment', '1', first.toUpperCase(), `${first} `]);
    return new Map([...fields, [name, random.pick<Plain>([null, 1, 'x', new Map(), [], fields.get(first) ?? null])]]);
  }
}
