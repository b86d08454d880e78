// Parts of a file that an API server does not read, though they look as if it did.
import type { Fault } from '../config/refusal.ts';
import { isStrict } from '../config/versions.ts';
import type { Weakness } from './weakness.ts';

const CHECK = 'encryption-ignored-text';

/** Before 1.31, an unknown or repeated field was no refusal but silence. */
export function ignoredFieldWeaknesses(faults: readonly Fault[], minor: number): Weakness[] {
  if (isStrict(minor)) return [];
  return faults
    .filter(({ strict }) => strict === true)
    .map(({ pointer, at, line, reason }): Weakness => ({
      check: CHECK,
      severity: 'medium',
      result: 'fail',
      pointer,
      ...(at !== undefined && { at }),
      ...(line !== undefined && { line }),
      message: `An API server of 1.${minor} ignores this without a word: ${reason}. 1.31 and newer refuse the file.`,
      fix: 'Correct the spelling, or take the field out.',
    }));
}

/** `line`: where what is read ends. */
export function laterDocumentWeaknesses(hasMore: boolean, line: number): Weakness[] {
  if (!hasMore) return [];
  return [
    {
      check: CHECK,
      severity: 'high',
      result: 'fail',
      pointer: '',
      line,
      message: 'More follows after the first document, and an API server reads the first one only.',
      fix: 'Put all rules into one document.',
    },
  ];
}
