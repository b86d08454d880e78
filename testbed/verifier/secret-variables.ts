// Which Secret fills which variable of a container, from raw objects, and whose credential a variable is by its name.
import { namespaceOf } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import type { PodMaker } from './pods.ts';
import { at, isRaw, listAt, textAt } from './raw.ts';

export interface Filled {
  /** Id of the Secret. */
  readonly secret: string;
  /** The pod runs without the Secret, and there is none. */
  readonly isAbsent: boolean;
}

/** By variable: first what whole Secrets give, then what single variables replace. */
export function variablesOf(cluster: Cluster, container: unknown, { object }: PodMaker): ReadonlyMap<string, Filled> {
  const id = (name: string): string => `secret:${namespaceOf(object)}/${name}`;
  const filled = new Map<string, Filled>();
  for (const source of listAt(container, 'envFrom')) {
    const secret = id(textAt(source, 'secretRef', 'name'));
    for (const part of ['data', 'stringData']) {
      const keys = at(cluster.find(secret), part);
      for (const key of isRaw(keys) ? Object.keys(keys) : [])
        filled.set(textAt(source, 'prefix') + key, { secret, isAbsent: false });
    }
  }
  for (const variable of listAt(container, 'env')) {
    const reference = at(variable, 'valueFrom', 'secretKeyRef');
    const secret = id(textAt(reference, 'name'));
    const isAbsent = at(reference, 'optional') === true && cluster.find(secret) === undefined;
    if (isRaw(reference)) filled.set(textAt(variable, 'name'), { secret, isAbsent });
    else filled.delete(textAt(variable, 'name'));
  }
  return filled;
}

const words = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => (word === 'database' ? 'db' : word));

const CREDENTIAL_WORDS = new Set(
  'password passwords passwd passphrase pwd pass token tokens secret secrets credential credentials auth apikey apikeys secretkey accesskey privatekey'.split(
    ' ',
  ),
);
const KEYS = new Set('api access secret private signing encryption master account auth shared license'.split(' '));
const ADDRESS_WORDS = new Set('url urls uri dsn addr address endpoint server host hosts connection'.split(' '));

/** The first words of the name where its last are those of a credential. */
export function ownerOfCredential(name: string): string {
  const all = words(name.replace(/_?\d+$/, ''));
  const last = all.pop() ?? '';
  const [glued = ''] = /(?:passwords?|passwd|passphrase)$/.exec(last) ?? [];
  if (glued !== '' && glued !== last) return [...all, last.slice(0, -glued.length)].join(' ');
  if (/^keys?$/.test(last) ? !KEYS.has(all.pop() ?? '') : !CREDENTIAL_WORDS.has(last)) return '';
  return all.join(' ');
}

/** Whom the address is of: by the setting's first words, the first label of the host, and the protocol. */
export function ownersOfAddress(setting: string, host: string, scheme: string): string[] {
  const all = words(setting.replace(/_?\d+$/, ''));
  if (all.at(-1) === 'string') all.pop();
  const own = ADDRESS_WORDS.has(all.pop() ?? '') ? all.join(' ') : '';
  const label = (host.split('.')[0] ?? '').replaceAll('-', ' ');
  return [own, label, /^(?:redis|amqp|ftp|ldap|mqtt)$/.test(scheme) ? scheme : ''].filter((one) => one !== '');
}
