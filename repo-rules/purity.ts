// Which packages may touch the clock, the environment, the console, the process, the disk and the network.
import { importsOf } from './imports.ts';
import type { SourceFile } from './source-file.ts';
import { type GlobalUse, globalUses, lineAt } from './walk.ts';

/** What a package may touch. Absent here: nothing at all; everything outside packages/ is tooling and may touch all. */
export const GRANTS: Readonly<Record<string, readonly Power[]>> = {
  sources: ['clock', 'process', 'disk', 'child', 'machine'],
  // Keys of its own for certificate requests; all that leaves goes through the transport of sources.
  operate: ['machine'],
  // Keys and nonces of chance, the key ring, the audit log; connections only through its own transport.
  kms: ['clock', 'process', 'disk', 'machine'],
  cli: ['clock', 'process', 'disk', 'child', 'console', 'machine'],
};

/**
 * Folders that may touch more than their package. There is one transport to clusters, and one of the KMS plugin to its socket and its key
 * store (docs/decisions/0010), so that one place decides what is connected to, and one proxy, which listens where the user says and connects to the one address that the user names (docs/decisions/0003).
 */
const FOLDER_GRANTS: readonly (readonly [folder: string, Power])[] = [
  ['packages/sources/src/cluster/transport/', 'network'],
  ['packages/kms/src/transport/', 'network'],
  ['packages/cli/src/redaction/otlp-proxy/', 'network'],
  // A second of silence lets out what is certain of a line; pino's own destination writes the file (docs/decisions/0004).
  ['packages/detect/src/node/', 'clock'],
  ['packages/detect/src/node/', 'disk'],
  // The library of a token may hang for ever: it runs in a process that can be ended.
  ['packages/kms/src/backends/pkcs11/', 'child'],
];

export type Power = 'clock' | 'chance' | 'process' | 'console' | 'disk' | 'child' | 'network' | 'locale' | 'machine';

/** Names of Node modules that touch nothing, with the names that may be taken from them. */
const HARMLESS: Readonly<Record<string, readonly string[]>> = {
  'node:buffer': ['Buffer'],
  'node:crypto': ['X509Certificate', 'createDecipheriv', 'createHash', 'createHmac', 'createSecretKey', 'hash'],
  'node:util': ['inspect'],
  'node:net': ['BlockList', 'isIP', 'isIPv6'],
  'node:path': ['*', 'default', 'posix'],
  'node:stream': ['Transform', 'Writable'],
  'node:events': ['once'],
  'node:string_decoder': ['StringDecoder'],
};

const MODULES: Readonly<Record<string, Power>> = {
  'node:fs': 'disk',
  'node:fs/promises': 'disk',
  'node:child_process': 'child',
  'node:process': 'process',
  'node:net': 'network',
  'node:tls': 'network',
  'node:http': 'network',
  'node:https': 'network',
  'node:http2': 'network',
  'node:dns': 'network',
  'node:dgram': 'network',
  'node:timers': 'clock',
  'node:timers/promises': 'clock',
  'node:perf_hooks': 'clock',
  undici: 'network',
  pino: 'disk',
  '@grpc/grpc-js': 'network',
  '@aws-sdk/client-kms': 'network',
  '@azure/identity': 'network',
  '@azure/keyvault-keys': 'network',
  '@google-cloud/kms': 'network',
};

const GLOBALS: Readonly<Record<string, Power>> = {
  process: 'process',
  console: 'console',
  performance: 'clock',
  setTimeout: 'clock',
  setInterval: 'clock',
  setImmediate: 'clock',
  fetch: 'network',
  WebSocket: 'network',
  EventSource: 'network',
  crypto: 'chance',
  Intl: 'locale',
};

/** Members that differ from their object: null is for what touches nothing. */
const MEMBERS: Readonly<Record<string, Power | null>> = {
  'Date.now': 'clock',
  'Math.random': 'chance',
  // Grapheme clusters follow Unicode, not the language.
  'Intl.Segmenter': null,
};
/** Methods whose answer follows the machine's language: the same input would give other bytes elsewhere. */
const LOCALE = /\.(?:localeCompare|toLocale\w+)\(/;

/** The power that using a Node module or network library takes; undefined for none. */
function modulePower(specifier: string, names: readonly string[]): Power | undefined {
  const power = MODULES[specifier] ?? (specifier.startsWith('node:') ? 'machine' : undefined);
  const isHarmless = names.length > 0 && names.every((name) => HARMLESS[specifier]?.includes(name) === true);
  return isHarmless ? undefined : power;
}

function globalPower({ name, place: { parent } }: GlobalUse): Power | undefined {
  if (parent?.type === 'MemberExpression') {
    const member = `${name}.${String((parent['property'] as { name?: string }).name)}`;
    if (Object.hasOwn(MEMBERS, member)) return MEMBERS[member] ?? undefined;
  }
  if (Object.hasOwn(GLOBALS, name)) return GLOBALS[name];
  const called = parent?.type === 'NewExpression' || parent?.type === 'CallExpression';
  if (name !== 'Date' || !called) return undefined;
  return (parent['arguments'] as readonly unknown[]).length === 0 ? 'clock' : undefined;
}

interface Use {
  readonly power: Power;
  readonly what: string;
  readonly line: number;
}

export function powersUsed(file: SourceFile): Use[] {
  const used: Use[] = [];
  for (const { specifier, names, line } of importsOf(file)) {
    const power = modulePower(specifier, names);
    if (power !== undefined) used.push({ power, what: specifier, line });
  }
  for (const use of globalUses(file)) {
    const power = globalPower(use);
    if (power !== undefined) used.push({ power, what: use.name, line: lineAt(file, use.place.node.start) });
  }
  const locale = LOCALE.exec(file.text);
  if (locale !== null) used.push({ power: 'locale', what: locale[0].slice(1, -1), line: lineAt(file, locale.index) });
  return used;
}

export function purityFaults(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const [, name] = /^packages\/([^/]+)\/src\//.exec(file.path) ?? [];
    if (name === undefined || file.isTest) return [];
    const more = FOLDER_GRANTS.filter(([folder]) => file.path.startsWith(folder)).map(([, power]) => power);
    const granted = [...(GRANTS[name] ?? []), ...more];
    return powersUsed(file)
      .filter(({ power }) => !granted.includes(power))
      .map(({ power, what, line }) => `${file.path}:${line}: ${what}: ${name} may not touch the ${power}`);
  });
}
