// Reorders a list where it stands in a text, and adds items, leaving every other byte as it is.
import { locate, type Range } from '@watertight/syntax';

/** An item that stands in the list, by index, or the text of a new one: JSON on one line, which YAML takes too. */
export type ListItem = number | { readonly json: string; readonly yaml: readonly string[] };

export interface ListText {
  readonly text: string;
  readonly format: 'yaml' | 'json';
  readonly pointer: string;
  /** Items that the list has now. */
  readonly count: number;
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let at = 1; at < line; at++) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}

function sliceOf(text: string, { line, column, endLine, endColumn }: Range): readonly [number, number] {
  return [offsetOf(text, line, column), offsetOf(text, endLine, endColumn)];
}

/** The text with the list in another order; undefined where the list is written in a way that is not rewritten. */
export function withList(list: ListText, items: readonly ListItem[]): string | undefined {
  const { text, format, pointer, count } = list;
  const range = locate(text, format, pointer);
  const places = Array.from({ length: count }, (_, index) => locate(text, format, `${pointer}/${index}`));
  if (range === undefined || places.some((place) => place === undefined)) return undefined;
  const found = places as Range[];
  const [start, end] = sliceOf(text, range);
  if (text[start] !== '-') return inBrackets(text, [start, end], found, items);
  return inBlock(text, range, found, items);
}

function inBrackets(
  text: string,
  [start, end]: readonly [number, number],
  places: readonly Range[],
  items: readonly ListItem[],
): string | undefined {
  if (text[start] !== '[' || text[end - 1] !== ']') return undefined;
  const written = items.map((item) =>
    typeof item === 'number' ? text.slice(...sliceOf(text, places[item] as Range)) : item.json,
  );
  // A comment inside would swallow what follows it on the line.
  if (written.some((item) => item.includes('#') && item.includes('\n'))) return undefined;
  return `${text.slice(0, start)}[${written.join(', ')}]${text.slice(end)}`;
}

/** Whole lines are moved: those of an item, with the comments above it. */
function inBlock(text: string, range: Range, places: readonly Range[], items: readonly ListItem[]): string | undefined {
  const lines = text.split('\n');
  const indent = ' '.repeat(range.column - 1);
  const isDash = (line: number): boolean => (lines[line - 1] ?? '').startsWith(`${indent}-`);
  const dashes = places.map(({ line }) => dashAbove(line, isDash));
  if (dashes.some((line, index) => line === undefined || (index > 0 && line === dashes[index - 1]))) return undefined;
  const last = Math.max(...places.map(({ endLine, endColumn }) => (endColumn === 1 ? endLine - 1 : endLine)));
  const starts = (dashes as number[]).map((line, index) =>
    index === 0 ? line : firstComment(lines, line, places[index - 1] as Range),
  );
  const chunks = starts.map((line, index) => lines.slice(line - 1, (starts[index + 1] ?? last + 1) - 1));
  const ending = lines[0]?.endsWith('\r') === true ? '\r' : '';
  const written = items.flatMap((item) =>
    typeof item === 'number'
      ? (chunks[item] as string[])
      : item.yaml.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}${ending}`),
  );
  return [...lines.slice(0, (starts[0] as number) - 1), ...written, ...lines.slice(last)].join('\n');
}

function dashAbove(line: number, isDash: (line: number) => boolean): number | undefined {
  for (let at = line; at > 0; at--) if (isDash(at)) return at;
  return undefined;
}

/** The first of the comment lines that stand directly above an item, below the one before it. */
function firstComment(lines: readonly string[], dash: number, { endLine }: Range): number {
  let first = dash;
  while (first - 1 > endLine && /^\s*#/.test(lines[first - 2] ?? '')) first--;
  return first;
}
