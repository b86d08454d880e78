// Whether an exposed asset as a whole is accepted: only when every one of its exposures is.
import type { ExposedPair, Marks } from '@watertight/engine';
import { counts } from './judge.ts';

/** The mark of an asset by its id; it needs all pairs of the asset, not the worst only. */
export function assetMark(
  judged: Iterable<{ readonly pair: ExposedPair; readonly mark: Marks }>,
): (asset: string) => Marks {
  const marks = new Map<string, Marks>();
  for (const { pair, mark } of judged) {
    const known = marks.get(pair.asset);
    if (known === undefined) marks.set(pair.asset, mark);
    else marks.set(pair.asset, weakest(known, mark));
  }
  return (asset) => marks.get(asset) ?? {};
}

/** One that counts makes the asset count; one that is in the baseline only makes the asset be that. */
function weakest(a: Marks, b: Marks): Marks {
  if (counts(a)) return a;
  if (counts(b)) return b;
  return a.suppressed === undefined ? a : b;
}
