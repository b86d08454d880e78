// Fills in the templates of examples, so that no file of the repository holds what looks like a credential.
import { charset } from '../formats/charsets.ts';
import { crc32InBase62, crc32InBase64, crc32InHex } from '../formats/crc32.ts';
import { classAt, withoutMacros } from '../formats/shape.ts';
import { randomFrom, randomText } from './random.ts';

/** An example as text, and where its marked value stands. */
export interface ExampleText {
  readonly text: string;
  readonly value: { readonly start: number; readonly end: number } | undefined;
}

/** `{crc:30}` and `{crc64:54}`: so many characters, and their checksum. */
const CRC = /^\{(crc|crc64):(\d+)\}/;
/** `{base64|text|}` and `{base64url|text|}`: the text, encoded without padding. Text may hold templates. */
const ENCODED = /^\{(base64|base64url)\|(.*?)\|\}/;
/** `{crc32|text|}`: the text, which may hold templates, and its checksum in hexadecimal. */
const CHECKED = /^\{crc32\|(.*?)\|\}/;
/** `{~}` stands for nothing: it keeps a word of the template apart that a scanner would take for a key's. */
const NOTHING = '{~}';

function filled(template: string, random: () => number): { text: string; length: number } | undefined {
  if (template.startsWith(NOTHING)) return { text: '', length: NOTHING.length };
  const crc = CRC.exec(template);
  if (crc !== null) {
    const [notation, kind, count] = crc;
    const body = randomText(charset('alnum').chars, Number(count), random);
    return { text: body + (kind === 'crc' ? crc32InBase62(body) : crc32InBase64(body)), length: notation.length };
  }
  const encoded = ENCODED.exec(template);
  if (encoded !== null) {
    const inner = Buffer.from(fill(encoded[2] ?? '', random), 'latin1');
    const text = inner.toString(encoded[1] === 'base64' ? 'base64' : 'base64url').replaceAll('=', '');
    return { text, length: encoded[0].length };
  }
  const checked = CHECKED.exec(template);
  if (checked !== null) {
    const inner = fill(checked[1] ?? '', random);
    return { text: inner + crc32InHex(inner), length: checked[0].length };
  }
  const run = classAt(template);
  if (run === undefined) return undefined;
  const { set, min, max } = run.segment as { set: { chars: string }; min: number; max: number };
  const length = min + Math.floor(random() * (max - min + 1));
  return { text: randomText(set.chars, length, random), length: run.length };
}

function fill(template: string, random: () => number): string {
  let text = '';
  for (let rest = template; rest !== '';) {
    const part = rest.startsWith('{') ? filled(rest, random) : undefined;
    text += part?.text ?? rest.charAt(0);
    rest = rest.slice(part?.length ?? 1);
  }
  return text;
}

/** The template with every `{class:length}` filled by chance from the seed, and the marks taken out. */
export function exampleText(template: string, seed: number): ExampleText {
  const marked = fill(withoutMacros(template), randomFrom(seed));
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const text = marked.replaceAll(/[«»]/g, '');
  return { text, value: start < 0 ? undefined : { start, end } };
}
