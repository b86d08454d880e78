// paths: ranked paths from positions to assets.
import { analyse, SCHEMA, scanExposure } from '@watertight/engine';
import type { ExposedPair, Exposure, Path } from '@watertight/engine';
import { coverageOf } from '../shell/coverage.ts';
import { ExitCode } from '../shell/exit-code.ts';
import { readAsset, readPosition, withoutKey } from '../shell/identifiers.ts';
import { readInput } from '../shell/input.ts';
import type { InputOptions } from '../shell/input.ts';
import { compareCertainty, compareSeverity, compareText } from '../shell/order.ts';
import { withCoverage, writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { locatePath } from '../shell/present.ts';
import { selectionOf } from '../shell/selection.ts';
import type { Selection, SelectionOptions } from '../shell/selection.ts';

export interface PathsOptions extends InputOptions, OutputOptions, SelectionOptions {
  readonly from?: string;
  readonly to?: string;
  readonly maxPaths: number;
}

/** Which paths are asked for: ids of the contract. */
interface Ends {
  readonly from?: string;
  readonly to?: string;
}

export async function paths(options: PathsOptions): Promise<number> {
  const ends = endsOf(options);
  const input = await readInput(options, { only: selected(options, ends).namespace });
  const exposure = analyse(input.facts, { askedSecrets: ends.to === undefined ? [] : [ends.to] });
  const selection = selectionOf(input.facts, selected(options, ends));
  const pairs = pairsOf(exposure, ends, selection, options.maxPaths);
  const found: Path[] = [];
  for (const { reader } of pairs.shown) found.push(await locatePath(reader.prove(), reader.severity, input.locator));
  await writeResult(
    {
      schema: SCHEMA,
      kind: 'paths',
      paths: found.toSorted(worstFirst),
      coverage: [...coverageOf(input.facts), ...selection.coverage],
      ...(pairs.total > pairs.shown.length && { truncated: true }),
    },
    options,
    input.names,
  );
  return withCoverage(ExitCode.ok, input.facts, options);
}

function endsOf({ from, to, namespace, defaultNamespace }: PathsOptions): Ends {
  const where = namespace ?? defaultNamespace;
  return {
    ...(from !== undefined && { from: readPosition(from, where) }),
    ...(to !== undefined && { to: withoutKey(readAsset(to, where)).id }),
  };
}

/** Beside a named end `-n` says where that is, as for kubectl; alone it chooses what is reported. */
function selected({ namespace, selector }: PathsOptions, { from, to }: Ends): SelectionOptions {
  const isNamed = from !== undefined || to !== undefined;
  return {
    ...(!isNamed && namespace !== undefined && { namespace }),
    ...(selector !== undefined && { selector }),
  };
}

/** A named position or asset has all its paths; without either, exposures only. */
function pairsOf(
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

function worstFirst(a: Path, b: Path): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    compareCertainty(a.certainty, b.certainty) ||
    a.hops - b.hops ||
    compareText(a.from, b.from) ||
    compareText(a.to, b.to)
  );
}
