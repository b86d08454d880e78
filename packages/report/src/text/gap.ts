// One gap of coverage in words.
import type { Coverage } from '@watertight/engine';
import { place } from './sentence.ts';
import { visible } from './visible.ts';

/** One thing that was not read, or not all of it, in words. */
export function gap(entry: Coverage): string {
  const where = place(entry);
  const of = where === '' ? visible(entry.source) : where;
  const reason = entry.reason === undefined ? '' : ` (${visible(entry.reason)})`;
  const object = entry.object === undefined || entry.object === entry.what ? '' : ` ${visible(entry.object)}`;
  return `${visible(entry.what)}${object} in ${of}${reason}`;
}
