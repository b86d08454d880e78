// Reads a settings file; what is wrong with it is said with line, key and what is allowed, never with a value.
import { locate, pointerSegment } from '@watertight/syntax';
import { UserError } from '../shell/exit-code.ts';
import { readDocument } from '../shell/read-document.ts';
import { config, suppression } from './config.ts';
import type { Config } from './config.ts';

/** Characters of a settings file. */
export const configLengthMax = 1_000_000;
const LIMITS = {
  charactersMax: configLengthMax,
  hint: 'Name a settings file that can be read with --config, or read none with --no-config.',
  tooLongHint: 'Name a settings file with --config.',
};

type Key = string | number | symbol;
type Issue = NonNullable<ReturnType<typeof config.safeParse>['error']>['issues'][number];

/** Throws a UserError when the file cannot be read or is not valid. */
export async function readConfig(file: string): Promise<Config> {
  const { text, value } = await readDocument(file, LIMITS);
  const read = config.safeParse(value);
  if (read.success) return read.data;
  const { issues } = read.error;
  // A key that was mistyped is also a key that is missing: the cause is said, not the consequence.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) throw new UserError(`${file} is not valid`, 'See docs/schema/config.json.');
  throw inWords(issue, valueAt(value, issue.path) === undefined, { file, text });
}

function valueAt(value: unknown, path: readonly Key[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<Key, unknown> | undefined)?.[key], value);
}

function inWords(issue: Issue, isMissing: boolean, { file, text }: { file: string; text: string }): UserError {
  const pointer = issue.path.map((key) => `/${pointerSegment(String(key))}`).join('');
  const line = locate(text, 'yaml', pointer)?.line ?? 1;
  const { wrong, allowed } = describe(issue, isMissing);
  return new UserError(`${file}:${line}: ${[nameOf(issue.path), wrong].filter(Boolean).join(' ')}`, allowed);
}

/** `suppressions[0].until`. */
function nameOf(path: readonly Key[]): string {
  return path
    .map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

function describe(issue: Issue, isMissing: boolean): { wrong: string; allowed: string } {
  const allowed = descriptionAt(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return { wrong: `has a key that does not exist: ${issue.keys[0]}`, allowed: `Keys here: ${keysAt(issue.path)}.` };
    case 'invalid_value':
      return { wrong: 'has none of the values it may have', allowed: `Write one of ${issue.values.join(', ')}.` };
    case 'invalid_type':
      return { wrong: isMissing ? 'is missing' : `is not ${NOUNS.get(issue.expected) ?? issue.expected}`, allowed };
    case 'too_small':
      return { wrong: 'is empty', allowed };
    case 'custom':
      return { wrong: 'matches nothing, or mixes findings and paths', allowed: `A suppression ${issue.message}.` };
    default:
      return { wrong: 'does not have the right form', allowed };
  }
}

const NOUNS: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'a mapping'],
]);

function isInSuppression(path: readonly Key[]): boolean {
  return path[0] === 'suppressions' && path.length > 1;
}

function keysAt(path: readonly Key[]): string {
  return Object.keys(isInSuppression(path) ? suppression.shape : config.shape).join(', ');
}

/** What the schema says of the key: the second line of the error. */
function descriptionAt(path: readonly Key[]): string {
  const key = String(path.at(-1) ?? '');
  const shape: Readonly<Record<string, { description?: string | undefined }>> = isInSuppression(path)
    ? suppression.shape
    : config.shape;
  const found = Object.hasOwn(shape, key) ? shape[key]?.description : undefined;
  return (
    found ?? (isInSuppression(path) ? suppression.description : config.description) ?? 'See docs/schema/config.json.'
  );
}
