// The parts of a kubeconfig, and how one file's text becomes them.
// https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
import { Sealed } from '@watertight/sealed';
import path from 'node:path';
import { bytesOf, fieldsOf, listOf, textOf, textsOf } from './narrow.ts';
import type { Fields } from './narrow.ts';

/** A certificate or key as it stands in the kubeconfig, or the file that holds it. Data wins over a file. */
export interface Material {
  readonly data?: Buffer;
  readonly file?: string;
}

export interface ClusterEntry {
  readonly server: string;
  readonly authority: Material;
  readonly tlsServerName: string;
  readonly insecure: boolean;
  readonly proxyUrl: string;
  readonly disableCompression: boolean;
  /** `config` of the extension that exec plugins are given. */
  readonly execConfig: unknown;
}

/** A program that prints credentials. https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins */
export interface ExecEntry {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: Sealed }[];
  /** Whether it may, or must, use the terminal. */
  readonly interactive: 'Never' | 'IfAvailable' | 'Always';
  readonly provideClusterInfo: boolean;
  readonly installHint: string;
}

/** Whom to act as; the server decides whether the user may. */
export interface Impersonation {
  readonly user: string;
  readonly groups: readonly string[];
  readonly uid: string;
  readonly extra: ReadonlyMap<string, readonly string[]>;
}

export interface UserEntry {
  readonly certificate: Material;
  readonly key: Sealed<Material>;
  readonly token?: Sealed;
  readonly tokenFile: string;
  readonly username: string;
  readonly password: Sealed;
  readonly exec?: ExecEntry;
  /** Name of a legacy `auth-provider`. */
  readonly provider: string;
  /** `id-token` of the provider `oidc`. */
  readonly idToken?: Sealed;
  readonly impersonate?: Impersonation;
}

export interface ContextEntry {
  readonly cluster: string;
  readonly user: string;
  readonly namespace: string;
}

export interface Kubeconfig {
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly users: ReadonlyMap<string, UserEntry>;
  readonly contexts: ReadonlyMap<string, ContextEntry>;
  readonly currentContext: string;
}

const INTERACTIVE = ['Never', 'IfAvailable', 'Always'] as const;
const EXEC_EXTENSION = 'client.authentication.k8s.io/exec';

/** Relative paths start from `folder`, that of the file. */
export function kubeconfigOf(value: unknown, folder: string): Kubeconfig {
  const config = fieldsOf(value);
  return {
    clusters: named(config['clusters'], 'cluster', (fields) => clusterOf(fields, folder)),
    users: named(config['users'], 'user', (fields) => userOf(fields, folder)),
    contexts: named(config['contexts'], 'context', contextOf),
    currentContext: textOf(config['current-context']),
  };
}

/** Of two entries with one name in one file the last one counts, as a map decoded from it would have it. */
function named<T>(list: unknown, field: string, read: (fields: Fields) => T): ReadonlyMap<string, T> {
  const entries = new Map<string, T>();
  for (const item of listOf(list)) {
    const { name, [field]: value } = fieldsOf(item);
    if (textOf(name) !== '') entries.set(textOf(name), read(fieldsOf(value)));
  }
  return entries;
}

function clusterOf(fields: Fields, folder: string): ClusterEntry {
  const extension = listOf(fields['extensions'])
    .map(fieldsOf)
    .find(({ name }) => name === EXEC_EXTENSION);
  return {
    server: textOf(fields['server']),
    authority: materialOf(fields, 'certificate-authority', folder),
    tlsServerName: textOf(fields['tls-server-name']),
    insecure: fields['insecure-skip-tls-verify'] === true,
    proxyUrl: textOf(fields['proxy-url']),
    disableCompression: fields['disable-compression'] === true,
    execConfig: extension?.['extension'],
  };
}

function materialOf(fields: Fields, name: string, folder: string): Material {
  const data = bytesOf(fields[`${name}-data`]);
  const file = textOf(fields[name]);
  return { ...(data !== undefined && { data }), ...(file !== '' && { file: path.resolve(folder, file) }) };
}

function userOf(fields: Fields, folder: string): UserEntry {
  const token = textOf(fields['token']);
  const tokenFile = textOf(fields['tokenFile']);
  const provider = fieldsOf(fields['auth-provider']);
  const idToken = textOf(fieldsOf(provider['config'])['id-token']);
  const exec = fields['exec'] === undefined ? undefined : execOf(fieldsOf(fields['exec']), folder);
  const impersonate = impersonationOf(fields);
  return {
    certificate: materialOf(fields, 'client-certificate', folder),
    key: new Sealed(materialOf(fields, 'client-key', folder)),
    ...(token !== '' && { token: new Sealed(token) }),
    tokenFile: tokenFile === '' ? '' : path.resolve(folder, tokenFile),
    username: textOf(fields['username']),
    password: new Sealed(textOf(fields['password'])),
    ...(exec !== undefined && { exec }),
    provider: textOf(provider['name']),
    ...(idToken !== '' && { idToken: new Sealed(idToken) }),
    ...(impersonate !== undefined && { impersonate }),
  };
}

/** A command with a slash is relative to the file; any other is looked for on the path. */
function execOf(fields: Fields, folder: string): ExecEntry {
  const command = textOf(fields['command']);
  return {
    apiVersion: textOf(fields['apiVersion']),
    command: command.includes('/') ? path.resolve(folder, command) : command,
    args: textsOf(fields['args']),
    env: listOf(fields['env'])
      .map(fieldsOf)
      .map(({ name, value }) => ({ name: textOf(name), value: new Sealed(textOf(value)) })),
    interactive: INTERACTIVE.find((mode) => mode === fields['interactiveMode']) ?? 'IfAvailable',
    provideClusterInfo: fields['provideClusterInfo'] === true,
    installHint: textOf(fields['installHint']),
  };
}

function impersonationOf(fields: Fields): Impersonation | undefined {
  const user = textOf(fields['as']);
  const groups = textsOf(fields['as-groups']);
  const uid = textOf(fields['as-uid']);
  const extra = new Map(
    Object.entries(fieldsOf(fields['as-user-extra'])).map(([key, values]) => [key, textsOf(values)]),
  );
  return user === '' && groups.length === 0 && uid === '' && extra.size === 0
    ? undefined
    : { user, groups, uid, extra };
}

function contextOf(fields: Fields): ContextEntry {
  return {
    cluster: textOf(fields['cluster']),
    user: textOf(fields['user']),
    namespace: textOf(fields['namespace']),
  };
}
