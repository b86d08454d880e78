// Whether a result counts, and why not: suppressed for a time, or known from the baseline.
import type { Accepted, Marks } from '@watertight/engine';
import { count } from './phrase.ts';
import { visible } from './visible.ts';

export function counts({ suppressed, inBaseline }: Marks): boolean {
  return suppressed === undefined && inBaseline !== true;
}

/** Why it does not count; empty when it does. */
export function markText({ suppressed, inBaseline }: Marks): string {
  if (suppressed !== undefined) {
    const { reason, owner, until } = suppressed;
    return `suppressed until ${visible(until)}: ${visible(reason)} (${visible(owner)})`;
  }
  return inBaseline === true ? 'known from the baseline' : '';
}

/** How much does not count, in one sentence; empty when all does. */
export function acceptedText({ suppressed, inBaseline }: Accepted): string {
  const of = ({ paths, findings }: Accepted['suppressed']): string =>
    [paths > 0 ? count(paths, 'path') : '', findings > 0 ? count(findings, 'finding') : '']
      .filter(Boolean)
      .join(' and ');
  const parts = [
    [of(suppressed), 'suppressed'],
    [inBaseline === undefined ? '' : of(inBaseline), 'in the baseline'],
  ].filter(([some]) => some !== '');
  return parts.length === 0 ? '' : `not counted: ${parts.map(([some, why]) => `${some} ${why}`).join(', ')}`;
}

/** Entries that apply to nothing, one line each. */
export function staleTexts({ stale }: Accepted): string[] {
  return stale.map(({ source, line, entry, state, reason }) => {
    const where = line === undefined ? visible(source) : `${visible(source)}:${line}`;
    const what = state === 'expired' ? 'expired' : 'of no use';
    return `${where}: ${visible(entry)}: ${what} (${visible(reason)})`;
  });
}
