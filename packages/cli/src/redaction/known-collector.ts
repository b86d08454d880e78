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
}

export class KnownCollector implements NotLookedFor {
  readonly values = new KnownValues(randomBytes(KEY_BYTES));
  readonly common: string[] = [];
  readonly open: string[] = [];
  readonly unread: string[] = [];

  add(name: string, value: Uint8Array): void {
    if (isTooCommon(value)) this.common.push(name);
    else this.values.add(value);
  }

  /** `type`: of the Secret; `key`: in its `data`; `name`: for the user. */
  addOfSecret(type: string, key: string, name: string, value: Uint8Array): void {
    if (isOpen(type, key)) this.open.push(name);
    else this.add(name, value);
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
