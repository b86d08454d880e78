// What must hold of redaction for every text: says which of it does not.
import { exactMask, type Mask, ruleMask } from '../masks/mask.ts';
import { REDACTION_DETECTORS } from '../rules/detectors.ts';
import { Finder } from '../rules/finder.ts';
import type { Limits } from '../stream/limits.ts';
import { Redactor } from '../stream/redactor.ts';
import { inPieces } from './redacted.ts';
import { randomFrom } from './random.ts';

const FINDER = new Finder(REDACTION_DETECTORS);
const CUTS_MAX = 8;
/** Texts are longer than these windows. */
const NARROW: Limits = { window: 128, ahead: 48, behind: 48 };

/** A place of the mask that a text which was fuzzed does not have. */
const MARK = '\u0001';

function cuts(length: number, seed: number): number[] {
  const random = randomFrom(seed);
  return Array.from({ length: CUTS_MAX }, () => Math.floor(random() * (length + 1))).toSorted((a, b) => a - b);
}

const marking: Mask = ({ before = '', after = '' }) => `${MARK}${before.length},${after.length}${MARK}`;

/** True where the output is the input with ranges of it replaced. */
function passesRest(text: string): boolean {
  const input = text.replaceAll(MARK, '');
  const parts = inPieces(input, [], { finder: FINDER, mask: marking }).split(MARK);
  // Parts at odd places tell how much of their neighbours stands around the mask.
  const around = (index: number): readonly [number, number] => {
    const [before = 0, after = 0] = (parts[index] ?? '').split(',').map(Number);
    return [before, after];
  };
  let at = 0;
  for (let index = 0; index < parts.length; index += 2) {
    const part = parts[index] ?? '';
    const start = index === 0 ? 0 : around(index - 1)[1];
    const end = index === parts.length - 1 ? part.length : part.length - around(index + 1)[0];
    const kept = part.slice(start, end);
    const found = index === parts.length - 1 && index > 0 ? input.length - kept.length : input.indexOf(kept, at);
    if (found < at || !input.startsWith(kept, found) || (index === 0 && found !== 0)) return false;
    at = found + kept.length;
  }
  return at === input.length;
}

/** An object or a list: a number alone is a text of its own. */
function isJson(line: string): boolean {
  if (!/^[ \t]*[{[]/.test(line)) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function breaksJson(text: string, out: string): boolean {
  const [before, after] = [text.split('\n'), out.split('\n')];
  return before.some((line, index) => isJson(line) && !isJson(after[index] ?? ''));
}

/** Names of what does not hold for the text, whose characters are bytes; the seed chooses where it is cut. */
export function streamFaults(text: string, seed = 1): string[] {
  const faults: string[] = [];
  const hold = (what: string, holds: boolean): void => {
    if (!holds) faults.push(what);
  };
  const out = inPieces(text, [], { finder: FINDER });
  hold('cuttings change nothing', inPieces(text, cuts(text.length, seed), { finder: FINDER }) === out);
  const narrow = { finder: FINDER, limits: NARROW };
  hold(
    'cuttings of windows change nothing',
    inPieces(text, cuts(text.length, seed), narrow) === inPieces(text, [], narrow),
  );
  for (const [name, mask] of Object.entries({ exact: exactMask, rule: ruleMask })) {
    const once = inPieces(text, [], { finder: FINDER, mask });
    hold(`a second run changes nothing (${name})`, inPieces(once, [], { finder: FINDER, mask }) === once);
  }
  hold('JSON stays JSON', !breaksJson(text, out));
  // A value over two entries is masked in the first and gone from the second.
  hold('what is not masked passes as it is', / std(?:out|err) P/.test(text) || passesRest(text));
  hold('no rule fails', failures(text) === 0);
  return faults;
}

function failures(text: string): number {
  const redactor = new Redactor({ finder: FINDER });
  redactor.push(Buffer.from(text, 'latin1'));
  redactor.flush();
  return redactor.counts.closed;
}
