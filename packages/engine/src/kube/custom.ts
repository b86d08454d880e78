// Scalar fields of the kinds that data packs ask for; never what is a credential by name or form.
import { pointerSegment } from '@watertight/syntax';
import type { CustomFact } from '../facts/cluster.ts';
import { guessedPlural } from './custom-kinds.ts';
import { isCredentialName, withoutCredentials } from './credential-text.ts';
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { isAppliedCopy, labelsOf } from './reading.ts';
import type { Reading } from './reading.ts';

/** Fields of one object that are kept. */
export const MOST_FIELDS = 200;
/** UTF-16 units of one field. */
export const LONGEST_FIELD = 512;
/** Levels below the object's root. */
const DEEPEST = 32;

/** Maps of literal content: Secret data, SealedSecret ciphertext, template texts. As lists (ExternalSecret's `data`) they hold references. */
const CONTENT_MAPS: ReadonlySet<string> = new Set([
  'data',
  'stringData',
  'binaryData',
  'encryptedData',
  'literals',
  'stringMap',
]);
const SKIPPED_ROOTS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);
/** Literals under neutral names: environment variables, parameters, Helm values, commands. */
const LITERAL_FIELDS: ReadonlySet<string> = new Set([
  'value',
  'values',
  'valuesObject',
  'default',
  'command',
  'args',
  'script',
  'rawValue',
]);
/** Names that say `secret` and hold a key's name. */
const KEY_NAME_FIELDS: ReadonlySet<string> = new Set(['secretKey', 'secretKeys', 'tokenKey']);
/** Names that end in `secret` and hold a Secret's name: `auth-tls-secret` of an Ingress, `tlsSecret`. */
const SECRET_NAME_FIELD = /(?:-|tls|ca|ssl|credentials?|auth|pull|existing)secret$/i;

interface Leaves {
  readonly fields: Map<string, string>;
  readonly reading: Reading;
  cut: boolean;
}

function holdsCredential(text: string): boolean {
  return text.includes('-----BEGIN') || /:\/\/[^/\s:@]*:[^/\s@]+@/.test(text);
}

function addLeaf(to: Leaves, key: string, value: unknown, pointer: string): void {
  const text =
    typeof value === 'string'
      ? value
      : typeof value === 'boolean' || typeof value === 'number'
        ? String(value)
        : undefined;
  if (text === undefined || text.length > LONGEST_FIELD || LITERAL_FIELDS.has(key) || holdsCredential(text)) return;
  if (!KEY_NAME_FIELDS.has(key) && !SECRET_NAME_FIELD.test(key) && isCredentialName(key)) return;
  if (to.fields.size >= MOST_FIELDS) to.cut = true;
  else to.fields.set(to.reading.strings.keep(pointer), to.reading.strings.keep(withoutCredentials(text)));
}

function addFields(to: Leaves, value: JsonObject, pointer: string, depth: number): void {
  if (value.kind === 'Secret' && isObject(value.metadata)) return;
  for (const [key, item] of Object.entries(value)) {
    if ((isObject(item) && CONTENT_MAPS.has(key)) || (depth === 0 && SKIPPED_ROOTS.has(key))) continue;
    addItem(to, { key, item, pointer: `${pointer}/${pointerSegment(key)}`, depth: depth + 1 });
  }
}

interface Item {
  readonly key: string;
  readonly item: unknown;
  readonly pointer: string;
  readonly depth: number;
}

function addItem(to: Leaves, { key, item, pointer, depth }: Item): void {
  if (to.cut) return;
  if (depth > DEEPEST) to.cut = true;
  else if (Array.isArray(item))
    for (const [index, entry] of item.entries())
      addItem(to, { key, item: entry, pointer: `${pointer}/${index}`, depth: depth + 1 });
  else if (!isObject(item)) addLeaf(to, key, item, pointer);
  else if (!LITERAL_FIELDS.has(key)) addFields(to, item, pointer, depth);
}

function addAnnotations(to: Leaves): void {
  const { annotations } = to.reading.identity.metadata;
  if (!isObject(annotations)) return;
  for (const [key, text] of Object.entries(annotations)) {
    if (!isAppliedCopy(key))
      addLeaf(to, key.slice(key.indexOf('/') + 1), text, `/metadata/annotations/${pointerSegment(key)}`);
  }
}

/** The fields of one object as a fact; its plural is a guess until the definitions are known. */
export function readCustomFields(reading: Reading): boolean {
  const leaves: Leaves = { fields: new Map(), reading, cut: false };
  addAnnotations(leaves);
  addFields(leaves, reading.object, '', 0);
  if (leaves.cut)
    reading.partial(`more than ${MOST_FIELDS} fields or ${DEEPEST} levels: the rest was not looked at`, '');
  const resource = reading.strings.keep(guessedPlural(reading.identity.kind));
  const fact: CustomFact = {
    ...reading.base,
    kind: 'custom',
    resource,
    fields: leaves.fields,
    labels: labelsOf(reading),
  };
  reading.facts.customs.push(fact);
  return true;
}
