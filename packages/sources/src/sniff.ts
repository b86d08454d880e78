// What a file holds, judged by its first bytes: the encoding, and JSON or YAML.

export type Format = 'json' | 'yaml';

/** `refused`: why the bytes cannot be read as text. */
export type Sniffed = { readonly format: Format } | { readonly refused: string };

/** Enough to see through a license comment's worth of white space. */
export const SNIFF_BYTES = 4096;

const MARKS: readonly (readonly [reason: string, bytes: readonly number[]])[] = [
  ['the file is UTF-32; save it as UTF-8', [0xff, 0xfe, 0, 0]],
  ['the file is UTF-32; save it as UTF-8', [0, 0, 0xfe, 0xff]],
  ['the file is UTF-16; save it as UTF-8', [0xff, 0xfe]],
  ['the file is UTF-16; save it as UTF-8', [0xfe, 0xff]],
  ['the file is compressed with gzip; unpack it first', [0x1f, 0x8b]],
  ['the file is a zip archive; unpack it first', [0x50, 0x4b, 0x03, 0x04]],
];

const UTF8_MARK: readonly number[] = [0xef, 0xbb, 0xbf];
const JSON_NAME = /\.(?:json|ndjson|jsonl)$/i;

/** Judges `head`, the first bytes of a source called `name`. */
export function sniff(head: Uint8Array, name: string): Sniffed {
  for (const [reason, bytes] of MARKS) if (startsWith(head, bytes)) return { refused: reason };
  // RFC 4627 section 3: a NUL among the first two octets of a text that starts with ASCII is UTF-16 or UTF-32.
  if (head.length >= 2 && (head[0] === 0) !== (head[1] === 0))
    return { refused: 'the file is UTF-16 without a byte order mark; save it as UTF-8' };
  return { format: JSON_NAME.test(name) || looksLikeJson(head, markLength(head)) ? 'json' : 'yaml' };
}

/** Bytes of a UTF-8 byte order mark at the start of a source: 3 or 0. */
export function markLength(head: Uint8Array): number {
  return startsWith(head, UTF8_MARK) ? UTF8_MARK.length : 0;
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return head.length >= bytes.length && bytes.every((byte, index) => head[index] === byte);
}

/** `{"`, `{}`, `[{`, `[[` or `[]`, white space between: a template's `{{` and YAML's `{a: b}` are not JSON. */
function looksLikeJson(head: Uint8Array, from: number): boolean {
  const first = afterSpace(head, from);
  const second = afterSpace(head, first + 1);
  const pair = String.fromCharCode(head[first] ?? 0, head[second] ?? 0);
  return pair === '{"' || pair === '{}' || pair === '[{' || pair === '[[' || pair === '[]';
}

function afterSpace(head: Uint8Array, from: number): number {
  let at = from;
  while (at < head.length && (head[at] === 0x20 || head[at] === 0x09 || head[at] === 0x0a || head[at] === 0x0d)) at++;
  return at;
}
