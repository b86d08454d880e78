// What every exported configuration says of itself, as comments.
import { BY_NAME, type Coverage } from './all-patterns.ts';

const WIDTH = 110;

/** Lines without a comment's sign. */
export function headerLines(target: string, { same, wider, lost }: Coverage): string[] {
  return [
    `Made by: watertight redact export --to ${target}`,
    'The nearest that this program can say, not the same. It masks texts one by one: what stands on another line, or in another field,',
    'is not seen together, and numbers outside of texts are not looked at.',
    '',
    `${same.length} formats are masked as by watertight redact.`,
    `${wider.length} are masked without checksums or other things that watertight asks for, so that more is masked:`,
    ...wrapped(wider),
    ...wrapped(BY_NAME.split(' ')),
    `${lost.length} are NOT masked:`,
    ...[...Map.groupBy(lost, ([, why]) => why)].flatMap(([why, rules]) => [
      `- ${why} (${rules.length}):`,
      ...wrapped(rules.map(([rule]) => rule)),
    ]),
  ];
}

function wrapped(words: readonly string[]): string[] {
  const lines: string[] = [];
  let line = ' ';
  for (const word of words) {
    if (line.length + word.length > WIDTH) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${word}`;
  }
  return words.length === 0 ? [] : [...lines, line];
}
