// Where a line's text ends and its line end begins.
import { hasAt } from './characters.ts';

/** The place of the line end, `\n` or `\r\n`, or of a lone `\r` at the end of a text that was cut. */
export function contentEnd(line: string): number {
  const end = line.endsWith('\n') ? line.length - 1 : line.length;
  return hasAt(line, end - 1, '\r') ? end - 1 : end;
}
