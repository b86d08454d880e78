// Which selector was meant by one that selects no pod: the one that differs from it by a slip of the pen, if there is exactly one.
import type { LabelSelector, StringMap } from '../facts/object.ts';

/** Letters that may be wrong: one, and two of eight or more. */
const slips = (text: string): number => (text.length >= 8 ? 2 : 1);
/** Texts of another length or longer are no slip, and are not compared. */
const LONGEST = 253;

/** Letters that are missing, added, wrong or swapped with the next (optimal string alignment). */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (isSame ? 0 : 1),
        isSwapped ? (before[j - 2] as number) + 1 : Infinity,
      );
    }
    [before, last] = [last, row];
  }
  return last[other.length] as number;
}

function isSlip(written: string, meant: string): boolean {
  if (written === meant || Math.max(written.length, meant.length) > LONGEST) return false;
  if (written.toLowerCase() === meant.toLowerCase()) return true;
  if (Math.min(written.length, meant.length) < 2) return false;
  const most = slips(written);
  return Math.abs(written.length - meant.length) <= most && distance(written, meant) <= most;
}

/** The label of the pod that was meant: the key with another value, or the value under another key. */
function meantLabel([key, value]: readonly [string, string], labels: StringMap): readonly [string, string] | undefined {
  const own = labels.get(key);
  if (own === value || (own !== undefined && isSlip(value, own))) return [key, own];
  return [...labels].find(([other, text]) => text === value && isSlip(key, other));
}

/** Selectors with expressions are left alone. */
export function likelySelector(selector: LabelSelector, pods: readonly StringMap[]): LabelSelector | undefined {
  if (selector.matchExpressions.length > 0) return undefined;
  const found = new Map<string, LabelSelector>();
  for (const labels of new Set(pods)) {
    const meant = [...selector.matchLabels].map((label) => meantLabel(label, labels));
    if (meant.includes(undefined)) continue;
    const entries = meant.filter((label) => label !== undefined);
    found.set(JSON.stringify(entries), { matchLabels: new Map(entries), matchExpressions: [] });
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}
