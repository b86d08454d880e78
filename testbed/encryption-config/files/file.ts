// One random file: a configuration, written, and in one of three cases broken somewhere.
import { Maker } from './configuration.ts';
import { Random } from '../../../bench/random.ts';
import { Writer } from './write.ts';

const SIGNS = [
  ':',
  ' ',
  '\n',
  '-',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ',',
  '#',
  '&a',
  '*a',
  '!',
  '|',
  '>',
  '%',
  '\t',
  '\0',
  '\r',
  '~',
  '?',
  '<<: ',
  '  ',
  '- ',
  '\u0085',
  '\ud83d\ude00',
  '0',
  'é',
  '---\n',
  '...\n',
  '<<: {name: a}\n',
  '!!int ',
  '!x ',
];

/** One change of a text by signs, lines or bytes. */
function broken(text: string, random: Random): Buffer<ArrayBuffer> {
  const at = random.below(text.length + 1);
  const lines = text.split('\n');
  const line = random.below(lines.length);
  switch (random.below(8)) {
    case 0:
      return Buffer.from(text.slice(0, at));
    case 1:
      return Buffer.from(text.slice(0, at) + text.slice(at + 1 + random.below(4)));
    case 2:
    case 3:
      return Buffer.from(text.slice(0, at) + random.pick(SIGNS) + text.slice(at));
    case 4:
      return Buffer.from(lines.toSpliced(line, 1).join('\n'));
    case 5:
      return Buffer.from(lines.toSpliced(line, 0, lines[random.below(lines.length)] ?? '').join('\n'));
    case 6:
      return Buffer.from(lines.with(line, ` ${lines[line] ?? ''}`).join('\n'));
    default: {
      const bytes = Buffer.from(text);
      if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
      return bytes;
    }
  }
}

/** The file of a seed; the same bytes each time. */
export function fileOf(seed: number): Buffer {
  const random = new Random(seed);
  const configuration = new Maker(random).configuration();
  const writer = new Writer(random);
  let text = random.next() < 0.3 ? writer.json(configuration) : writer.yaml(configuration);
  if (random.next() < 0.01) return Buffer.from(`\uFEFF${text.replace(/^\uFEFF/, '')}`, 'utf16le');
  let bytes = Buffer.from(text);
  for (let left = random.next() < 1 / 3 ? random.pick([1, 1, 1, 2, 3]) : 0; left > 0; left--) {
    text = bytes.toString('utf8');
    bytes = broken(text, random);
  }
  return bytes;
}
