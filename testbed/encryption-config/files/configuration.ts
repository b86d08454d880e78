// Random configurations as plain objects: mostly what an API server takes, each trap of its rules now and then.
import type { Random } from '../../../bench/random.ts';
import {
  RESOURCES,
  WILDCARDS,
  ODD_RESOURCES,
  KMS_NAMES,
  ODD_NAMES,
  ENDPOINTS,
  ODD_ENDPOINTS,
  TIMEOUTS,
  ODD_TIMEOUTS,
  CACHES,
} from './words.ts';
import type { Fields, Plain } from './plain.ts';

/** How often a value is drawn from the traps. */
const TRAP = 0.015;

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
