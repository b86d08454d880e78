// `-o json`: one document, written list item by list item so that no document stands in memory as text.
import type { Result } from '../input/result.ts';
import { encode, encodeString, type Shape } from './encode.ts';
import { DOCUMENTS } from './shapes.ts';

const KEY_BREAK = '\n  ';
const ITEM_BREAK = '\n    ';

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function* list(items: Iterable<unknown>, shape: Shape | undefined): Iterable<string> {
  let first = true;
  for (const item of items) {
    yield `${first ? '[' : ','}${ITEM_BREAK}${encode(item, shape, ITEM_BREAK)}`;
    first = false;
  }
  yield first ? '[]' : `${KEY_BREAK}]`;
}

/** The members of a result in the contract's order; unknown ones last. */
function membersOf(result: Result, shape: Shape): [string, unknown][] {
  const entries = Object.entries(result).filter(([, value]) => value !== undefined);
  const place = (key: string): number => (shape.keys.includes(key) ? shape.keys.indexOf(key) : shape.keys.length);
  return entries.sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
}

/** The result as indented JSON. `can` and `can-connect` have no documents of their own: see `json/lines.ts`. */
export function* jsonDocument(result: Exclude<Result, { kind: 'can' | 'can-connect' }>): Iterable<string> {
  const shape = DOCUMENTS[result.kind] as Shape;
  let before = '{';
  for (const [key, value] of membersOf(result, shape)) {
    yield `${before}${KEY_BREAK}${encodeString(key)}: `;
    before = ',';
    const inside = shape.inside?.[key];
    if (isList(value)) yield* list(value, inside);
    else yield encode(value, inside, KEY_BREAK);
  }
  yield '\n}\n';
}
