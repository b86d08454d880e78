// One line of progress while reading, for a person who waits at a terminal.
import type { Progress } from '@watertight/sources';

/** Bytes between two drawings: a terminal costs more than what it tells. */
const INTERVAL = 2_000_000;
const CLEAR_LINE = '\r\u001B[2K';
const MEGABYTE = 1_000_000;

export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  /** Clears the line: what follows starts at the margin. */
  readonly end: () => void;
}

/** Undefined where nobody watches: without a terminal nothing but errors is written to standard error. */
export function progressLine(units: 'files' | 'lists'): ProgressLine | undefined {
  const { stderr } = process;
  if (!stderr.isTTY || process.env['TERM'] === 'dumb') return undefined;
  let last = 0;
  let drawn = false;
  return {
    show({ files, objects, bytes }) {
      if (bytes - last < INTERVAL) return;
      last = bytes;
      drawn = true;
      stderr.write(`${CLEAR_LINE}reading: ${files} ${units}, ${objects} objects, ${Math.round(bytes / MEGABYTE)} MB`);
    },
    end() {
      if (drawn) stderr.write(CLEAR_LINE);
      drawn = false;
    },
  };
}
