// Takes values that are known as they are read, hashes each at once, and notes what is not looked for.
import { randomBytes } from 'node:crypto';
import { isTooCommon, KnownValues } from '@watertight/detect';

const KEY_BYTES = 32;

/** Names of values, without the values. */
export interface NotLookedFor {
  /** Short or common: masking them would mask words. */
  readonly common: readonly string[];
  /** Shown to everybody, or never in a log. */
  readonly open: readonly string[];
  /** Places that could not be read as a Secret's value. */
  readonly unread: readonly string[];
  /** Places without any value of a Secret. */
  readonly empty: readonly string[];
}

export class KnownCollector implements NotLookedFor {
  readonly values = new KnownValues(randomBytes(KEY_BYTES));
  readonly common: string[] = [];
  readonly open: string[] = [];
  readonly unread: string[] = [];
  readonly empty: string[] = [];
  #added = 0;

  /** Values met so far, looked for or not. */
  get met(): number {
    return this.#added + this.open.length + this.unread.length;
  }

  add(name: string, value: Uint8Array): void {
    this.#added++;
    if (isTooCommon(value)) this.common.push(name);
    else this.values.add(value);
  }

  /** `type`: of the Secret; `key`: in its `data`; `name`: for the user. */
  addOfSecret(type: string, key: string, name: string, value: Uint8Array): void {
    if (isOpen(type, key)) this.open.push(name);
    else if (REGISTRIES.has(key)) this.#addRegistries(name, value);
    else this.add(name, value);
  }

  /** Logs hold a registry's password, not the whole file that it stands in. */
  #addRegistries(name: string, value: Uint8Array): void {
    const entries = registryEntries(value);
    if (entries === undefined) this.unread.push(name);
    for (const [registry, entry] of entries ?? [])
      for (const field of SECRET_FIELDS)
        if (typeof entry[field] === 'string') this.add(`${name} ${registry} ${field}`, Buffer.from(entry[field]));
  }
}

/** https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets */
const REGISTRIES = new Set(['.dockerconfigjson', '.dockercfg']);
const SECRET_FIELDS = ['password', 'auth', 'identitytoken', 'registrytoken'] as const;

type Fields = Readonly<Record<string, unknown>>;

/** The older file has no `auths` around its registries. Undefined for what is no such file. */
function registryEntries(value: Uint8Array): readonly (readonly [string, Fields])[] | undefined {
  try {
    const root = JSON.parse(Buffer.from(value).toString('utf8')) as Fields;
    const entries = Object.entries((root['auths'] ?? root) as Record<string, unknown>);
    return entries.filter((entry): entry is [string, Fields] => typeof entry[1] === 'object' && entry[1] !== null);
  } catch {
    return undefined;
  }
}

/**
 * What else such Secrets hold beside what is secret: certificates, the namespace's name, and Helm's record of a release, one
 * compressed text of a megabyte that nobody logs. https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
 */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/service-account-token': ['ca.crt', 'namespace'],
  'kubernetes.io/tls': ['ca.crt', 'tls.crt'],
  'helm.sh/release.v1': ['release'],
};

function isOpen(type: string, key: string): boolean {
  return Object.hasOwn(OPEN, type) && OPEN[type]?.includes(key) === true;
}
