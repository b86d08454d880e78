// Values that --known-from names: of Secrets in files, and of folders as Kubernetes mounts them. Each is hashed as it is read.
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { visible } from '@watertight/report';
import { decodeUtf8, type Json, readYaml, splitYaml } from '@watertight/syntax';
import { UserError } from '../shell/exit-code.ts';
import type { KnownCollector } from './known-collector.ts';

const STDIN = '-';

/** Throws a UserError for a place that cannot be read. One that holds no Secret is noted: it would look as if it were looked for. */
export async function addKnownFrom(places: readonly string[], collector: KnownCollector): Promise<void> {
  for (const place of places) {
    const before = collector.met;
    try {
      if (place === STDIN) addSecrets(collector, STDIN, await buffer(process.stdin));
      else if ((await stat(place)).isDirectory()) await addFolder(collector, place, 0);
      else addSecrets(collector, place, await readFile(place));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      throw new UserError(
        `cannot read ${visible(place)} (${code})`,
        'Give a file of Secrets, or a folder as mounted in a pod.',
      );
    }
    if (collector.met === before) collector.empty.push(place);
  }
}

/** Folders within a volume: a key's `path` may have some, and a projected volume one for each source. */
const FOLDER_DEPTH_MAX = 8;

/**
 * A file a key. The kubelet writes files into a folder with a name of its own, lets `..data` point to it and each key to `..data/KEY`:
 * by the keys' own names each is met once. https://kubernetes.io/docs/concepts/configuration/secret/#mounted-secrets-are-updated-automatically
 */
async function addFolder(collector: KnownCollector, folder: string, depth: number): Promise<void> {
  for (const name of (await readdir(folder)).toSorted()) {
    if (name.startsWith('..')) continue;
    const file = path.join(folder, name);
    try {
      const found = await stat(file);
      if (found.isFile()) collector.add(file, withoutLineEnd(await readFile(file)));
      else if (found.isDirectory() && depth < FOLDER_DEPTH_MAX) await addFolder(collector, file, depth + 1);
      else collector.unread.push(file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      collector.unread.push(`${file} (${code})`);
    }
  }
}

/** Editors end a file with one, and programs leave it out when they read a value. */
function withoutLineEnd(value: Buffer): Buffer {
  const end = value.at(-1) === 0x0a ? value.length - 1 : value.length;
  return value.subarray(0, end);
}

function addSecrets(collector: KnownCollector, file: string, bytes: Uint8Array): void {
  for (const { offset, length, line, problem } of splitYaml(bytes)) {
    const decoded = problem === undefined ? decodeUtf8(bytes.subarray(offset, offset + length)) : undefined;
    const read = decoded !== undefined && 'text' in decoded ? readYaml(decoded.text) : undefined;
    if (read?.value === undefined) collector.unread.push(`${file}:${line}`);
    else if (!read.empty) addObject(collector, `${file}:${line}`, read.value);
  }
}

function addObject(collector: KnownCollector, place: string, object: Json): void {
  if (!isMap(object)) return;
  const items = object['items'];
  if (Array.isArray(items)) for (const item of items) addObject(collector, place, item);
  if (object['kind'] !== 'Secret' && object['kind'] !== undefined) return;
  const metadata = object['metadata'];
  const name = isMap(metadata) && typeof metadata['name'] === 'string' ? metadata['name'] : place;
  const type = typeof object['type'] === 'string' ? object['type'] : '';
  for (const [field, encoding] of FIELDS) {
    for (const [key, value] of entriesOf(object[field])) {
      const id = `${name}#${key}`;
      const bytes = typeof value === 'string' ? bytesOf(value, encoding) : undefined;
      if (bytes === undefined) collector.unread.push(id);
      else collector.addOfSecret(type, key, id, bytes);
    }
  }
}

const FIELDS = [
  ['data', 'base64'],
  ['stringData', 'utf8'],
] as const;

/** As the API server decodes it: padded, line breaks ignored. What Node makes of other text is a value that nobody has. */
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function bytesOf(value: string, encoding: 'base64' | 'utf8'): Buffer | undefined {
  const compact = encoding === 'base64' ? value.replaceAll(/[\r\n]/g, '') : value;
  if (encoding === 'base64' && (compact.length % 4 !== 0 || !BASE64.test(compact))) return undefined;
  return Buffer.from(compact, encoding);
}

function isMap(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entriesOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  return isMap(value) ? Object.entries(value) : [];
}
