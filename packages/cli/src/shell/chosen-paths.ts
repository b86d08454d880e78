// Which paths a command is about: those between named ends, or the worst exposures.
import { scanExposure } from '@watertight/engine';
import type { ExposedPair, Exposure } from '@watertight/engine';
import { readAsset, readPosition, withoutKey } from './identifiers.ts';
import { namespaceOf } from './live-input.ts';
import { compareCertainty, compareSeverity, compareText } from './order.ts';
import type { Selection, SelectionOptions } from './selection.ts';

/** Ids of the contract. */
export interface Ends {
  readonly from?: string;
  readonly to?: string;
}

export async function endsOf(options: Ends & Parameters<typeof namespaceOf>[0]): Promise<Ends> {
  const { from, to } = options;
  const where = from === undefined && to === undefined ? '' : await namespaceOf(options);
  return {
    ...(from !== undefined && { from: readPosition(from, where) }),
    ...(to !== undefined && { to: withoutKey(readAsset(to, where)).id }),
  };
}

/** Beside a named end `-n` says where that is, as for kubectl; alone it chooses what is reported. */
export function selected({ namespace, selector }: SelectionOptions, { from, to }: Ends): SelectionOptions {
  const isNamed = from !== undefined || to !== undefined;
  return {
    ...(!isNamed && namespace !== undefined && { namespace }),
    ...(selector !== undefined && { selector }),
  };
}

/** A named position or asset has all its paths; without either, exposures only. */
export function pairsOf(
  exposure: Exposure,
  ends: Ends,
  selection: Selection,
  limit: number,
): { shown: readonly ExposedPair[]; total: number } {
  if (ends.from === undefined && ends.to === undefined) {
    const ids = exposure.assetIds().filter((id) => selection.hasAsset(id));
    const { worst, pairs } = scanExposure(exposure, ids, limit);
    return { shown: worst, total: pairs };
  }
  const assets = assetsBetween(exposure, ends).filter((id) => selection.hasAsset(id));
  const all = assets.flatMap((asset) => readersBetween(exposure, ends, asset)).toSorted(strongestFirst);
  return { shown: all.slice(0, limit), total: all.length };
}

function assetsBetween(exposure: Exposure, { from, to }: Ends): string[] {
  if (to !== undefined) return [to];
  const reached = new Set(exposure.reachOf(from ?? '').map(({ id }) => id));
  return exposure.assetIds().filter((id) => reached.has(id));
}

function readersBetween(exposure: Exposure, { from }: Ends, asset: string): ExposedPair[] {
  const node = exposure.targetNode(asset);
  if (node === undefined) return [];
  const readers = exposure.readersOf(node, asset).filter(({ id }) => from === undefined || id === from);
  return readers.map((reader) => ({ asset, reader }));
}

/** What is cut off must be the weakest, and hops are known only once proved. */
function strongestFirst(a: ExposedPair, b: ExposedPair): number {
  return (
    compareSeverity(a.reader.severity, b.reader.severity) ||
    compareCertainty(a.reader.certainty, b.reader.certainty) ||
    compareText(a.reader.id, b.reader.id) ||
    compareText(a.asset, b.asset)
  );
}
