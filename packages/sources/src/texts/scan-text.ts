// Runs the detectors over the lines of a text.
import { isAscii } from 'node:buffer';
import { findIn } from '@watertight/detect';
import type { Detector } from '@watertight/detect';
import { isPlaceholder } from '@watertight/engine';
import { Sealed } from '@watertight/sealed';
import { findImported } from '../imported/rule.ts';
import type { ImportedRule } from '../imported/rule.ts';
import type { Findings, Recognised, TextPlace } from './findings.ts';
import type { Located } from './located.ts';

/** What a reading of texts shares. */
export interface Scanner {
  readonly detectors: readonly Detector[];
  /** Rules that the user has brought. */
  readonly rules?: readonly ImportedRule[];
  readonly findings: Findings;
}

/** A range of the text that is reported: what ends outside of it is reported by the window before or after. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Every line on its own. Returns how many values were found. */
export function scanText(located: Located, at: TextPlace, scanner: Scanner, window?: Window): number {
  const { text } = located;
  const bytes = Buffer.from(text);
  const ascii = isAscii(bytes);
  let count = 0;
  for (let start = 0; start < text.length;) {
    const end = endOfLine(text, start);
    const line = text.slice(start, end);
    const isInside = (range: Range): boolean =>
      window === undefined || (range.end > window.from && range.end <= window.to);
    for (const found of findOrFail(line, ascii, { at, scanner })) {
      const range = { start: start + found.start, end: start + found.end };
      if (!isInside(range)) continue;
      if (report(located, range, found.detector, { at, scanner })) count++;
    }
    for (const found of findImported(scanner.rules ?? [], line, at.file)) {
      const range = { start: start + found.start, end: start + found.end };
      if (!isInside(range)) continue;
      add(located, range, found.rule, { at, scanner });
      count++;
    }
    start = end + 1;
  }
  return count;
}

const KEY_HEADER = /-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY/;
const KEY_FOOTER = '-----END ';
/** Characters of a private key in textual encoding (RFC 7468): 16,384 bits take 12,700. */
export const KEY_CHARS_MAX = 16_384;

/** The end of the line at `start`; a private key is one line from its header to its footer. */
function endOfLine(text: string, start: number): number {
  const feed = text.indexOf('\n', start);
  if (feed === -1) return text.length;
  if (!KEY_HEADER.test(text.slice(start, feed))) return feed;
  const footer = text.slice(feed, feed + KEY_CHARS_MAX).indexOf(KEY_FOOTER);
  if (footer === -1) return feed;
  const last = text.indexOf('\n', feed + footer);
  return last === -1 ? text.length : last;
}

/** Where a private key begins whose end the text does not hold, if it may still come; else the length. */
export function openKeyStart(text: string): number {
  const at = text.lastIndexOf('-----BEGIN ');
  if (at === -1 || text.length - at > KEY_CHARS_MAX || text.indexOf(KEY_FOOTER, at) !== -1) return text.length;
  return text.lastIndexOf('\n', at) + 1;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function report(
  located: Located,
  { start, end }: Range,
  detector: Detector,
  { at, scanner }: { readonly at: TextPlace; readonly scanner: Scanner },
): boolean {
  if (isPlaceholder(located.text.slice(start, end))) return false;
  add(located, { start, end }, detector, { at, scanner });
  return true;
}

/** What a user's rule finds is added as it is: its allowlists have said what is none. */
function add(
  located: Located,
  { start, end }: Range,
  recognised: Recognised,
  { at, scanner }: { readonly at: TextPlace; readonly scanner: Scanner },
): void {
  const value = located.text.slice(start, end);
  scanner.findings.add({
    recognised,
    at,
    spot: located.spot(start, end),
    length: value.length,
    value: new Sealed(value),
  });
}

/** A detector that fails costs its line, which is said; its error may quote the text and is dropped. */
function findOrFail(
  line: string,
  ascii: boolean,
  { at, scanner }: { readonly at: TextPlace; readonly scanner: Scanner },
): ReturnType<typeof findInLine> {
  try {
    return findInLine(line, ascii, scanner.detectors);
  } catch {
    scanner.findings.failed(at.file);
    return [];
  }
}

/** Matches in UTF-16 units. Detectors see bytes as characters, so that they judge text of any encoding. */
function findInLine(
  line: string,
  ascii: boolean,
  detectors: readonly Detector[],
): readonly (Range & { readonly detector: Detector })[] {
  if (ascii) return findIn(line, detectors, 'scan');
  const bytes = Buffer.from(line);
  const units = (offset: number): number => bytes.toString('utf8', 0, offset).length;
  return findIn(bytes.toString('latin1'), detectors, 'scan').map(({ detector, start, end }) => ({
    detector,
    start: units(start),
    end: units(end),
  }));
}
