// Runs a text through a redactor, whole or in pieces; characters are bytes.
import { Finder } from '../rules/finder.ts';
import { Redactor, type RedactorOptions } from '../stream/redactor.ts';

const FINDER = new Finder();

export function redacted(text: string, options: RedactorOptions = {}): string {
  return inPieces(text, [], options);
}

/** Cut at the places, which are in order. */
export function inPieces(text: string, places: readonly number[], options: RedactorOptions = {}): string {
  const bytes = Buffer.from(text, 'latin1');
  const redactor = new Redactor(options.detectors === undefined ? { finder: FINDER, ...options } : options);
  const out: Buffer[] = [];
  let from = 0;
  for (const place of [...places, bytes.length]) {
    // Copied at once: what comes out may lie in what went in.
    out.push(Buffer.concat(redactor.push(bytes.subarray(from, place))));
    from = place;
  }
  out.push(Buffer.concat(redactor.flush()));
  return Buffer.concat(out).toString('latin1');
}
