// redact test: which rule caught what, line by line, without the values.
import { createReadStream } from 'node:fs';
import { type Finder, Redactor, type RedactorOptions } from '@watertight/detect';
import { ExitCode } from '../shell/exit-code.ts';
import { writeText } from '../shell/write-text.ts';
import { finderOf, type RedactorSettings } from './redactor-of.ts';
import { sayingSixteenBit } from './sixteen-bit.ts';

interface Caught {
  readonly rule: string;
  readonly class: string;
  /** 1-based, in bytes; within the whole line where a runtime has cut it into entries. */
  readonly column: number;
  readonly length: number;
}

/** One line for each value: place, class, rule, length. The place is that of the line which settled it. */
export async function testFile(file: string, settings: RedactorSettings): Promise<number> {
  await writeText(found(file, await finderOf(settings)));
  return ExitCode.ok;
}

async function* found(file: string, finder: Finder): AsyncGenerator<string> {
  const caught: Caught[] = [];
  const onMask: RedactorOptions['onMask'] = ({ rule, class: kind, start, end }) =>
    caught.push({ rule, class: kind, column: start + 1, length: end - start });
  const redactor = sayingSixteenBit(new Redactor({ finder, onMask }));
  let line = 1;
  for await (const bytes of createReadStream(file)) {
    let from = 0;
    const part = bytes as Buffer;
    for (let end = part.indexOf(NEWLINE); end >= 0; end = part.indexOf(NEWLINE, from)) {
      redactor.push(part.subarray(from, end + 1));
      yield told(file, line++, caught.splice(0));
      from = end + 1;
    }
    redactor.push(part.subarray(from));
  }
  redactor.flush();
  yield told(file, line, caught.splice(0));
}

const NEWLINE = 0x0a;

function told(file: string, line: number, caught: readonly Caught[]): string {
  return caught
    .map((item) => `${file}:${line}:${item.column}  ${item.class}  ${item.rule}  ${item.length} bytes\n`)
    .join('');
}
