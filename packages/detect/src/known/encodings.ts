// The forms in which a value turns up in logs: as it is, and as JSON, URLs, shells, base64 and hexadecimal write it.

/** Shorter pieces turn up by chance. */
export const knownCharsMin = 8;

/** Texts whose characters are bytes, each at least `knownCharsMin` long. */
export function encodingsOf(value: Uint8Array): string[] {
  const bytes = Buffer.from(value);
  const text = bytes.toString('utf8');
  const written = [
    bytes.toString('latin1'),
    ...[JSON.stringify(text).slice(1, -1), urlEncoded(text), shellQuoted(text), markup(text)].map(asBytes),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    ...[0, 1, 2].flatMap((offset) => aligned(bytes, offset)),
  ];
  return [...new Set(written)].filter((form) => form.length >= knownCharsMin);
}

function asBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** A lone surrogate has no encoding; the value is then not UTF-8, and no program could have written it so. */
function urlEncoded(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '';
}

function shellQuoted(text: string): string {
  return text.replaceAll("'", String.raw`'\''`);
}

function markup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const BITS = 8;
const BITS_OF_CHARACTER = 6;

/** What of the base64 of a longer text is this value's alone when it begins `offset` bytes after a multiple of three. */
function aligned(bytes: Buffer, offset: number): string[] {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
  const from = Math.ceil((offset * BITS) / BITS_OF_CHARACTER);
  const to = Math.floor((padded.length * BITS) / BITS_OF_CHARACTER);
  return [padded.toString('base64').slice(from, to), padded.toString('base64url').slice(from, to)];
}
