// Values that --known-from names: of Secrets in files, and of folders as Kubernetes mounts them. Each is hashed as it is read.
import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isTooCommon, KnownValues } from '@watertight/detect';
import { decodeUtf8, type Json, readYaml, splitYaml } from '@watertight/syntax';
import { UserError } from '../shell/exit-code.ts';

const KEY_BYTES = 32;

export interface Known {
  readonly values: KnownValues;
  /** Names of keys whose values are not looked for, since they are short or common. */
  readonly excluded: readonly string[];
  /** Places that could not be read as a Secret's value. */
  readonly unread: readonly string[];
}

class Collector {
  readonly values = new KnownValues(randomBytes(KEY_BYTES));
  readonly excluded: string[] = [];
  readonly unread: string[] = [];

  add(name: string, value: Uint8Array): void {
    if (isTooCommon(value)) this.excluded.push(name);
    else this.values.add(value);
  }
}

/** Undefined where nothing is named. */
export async function knownFrom(places: readonly string[]): Promise<Known | undefined> {
  if (places.length === 0) return undefined;
  const collector = new Collector();
  for (const place of places) {
    try {
      if ((await stat(place)).isDirectory()) await addFolder(collector, place);
      else addSecrets(collector, place, await readFile(place));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      throw new UserError(`cannot read ${place} (${code})`, 'Give a file of Secrets, or a folder as mounted in a pod.');
    }
  }
  return collector;
}

/** A file a key; `..data` and what it points to are the kubelet's own. */
async function addFolder(collector: Collector, folder: string): Promise<void> {
  for (const name of (await readdir(folder)).toSorted()) {
    const file = path.join(folder, name);
    if (name.startsWith('..') || !(await stat(file)).isFile()) continue;
    collector.add(file, withoutLineEnd(await readFile(file)));
  }
}

/** Editors end a file with one, and programs leave it out when they read a value. */
function withoutLineEnd(value: Buffer): Buffer {
  const end = value.at(-1) === 0x0a ? value.length - 1 : value.length;
  return value.subarray(0, end);
}

function addSecrets(collector: Collector, file: string, bytes: Uint8Array): void {
  for (const { offset, length, line, problem } of splitYaml(bytes)) {
    const decoded = problem === undefined ? decodeUtf8(bytes.subarray(offset, offset + length)) : undefined;
    const read = decoded !== undefined && 'text' in decoded ? readYaml(decoded.text) : undefined;
    if (read?.value === undefined) collector.unread.push(`${file}:${line}`);
    else if (!read.empty) addObject(collector, `${file}:${line}`, read.value);
  }
}

function addObject(collector: Collector, place: string, object: Json): void {
  if (!isMap(object)) return;
  const items = object['items'];
  if (Array.isArray(items)) for (const item of items) addObject(collector, place, item);
  if (object['kind'] !== 'Secret' && object['kind'] !== undefined) return;
  const metadata = object['metadata'];
  const name = isMap(metadata) && typeof metadata['name'] === 'string' ? metadata['name'] : place;
  for (const [key, value] of entriesOf(object['data'])) {
    if (typeof value === 'string') collector.add(`${name}#${key}`, Buffer.from(value, 'base64'));
    else collector.unread.push(`${name}#${key}`);
  }
  for (const [key, value] of entriesOf(object['stringData'])) {
    if (typeof value === 'string') collector.add(`${name}#${key}`, Buffer.from(value));
    else collector.unread.push(`${name}#${key}`);
  }
}

function isMap(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entriesOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  return isMap(value) ? Object.entries(value) : [];
}
