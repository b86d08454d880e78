// paths: ranked paths from positions to assets.
import { analyse, SCHEMA, scanExposure } from '@watertight/engine';
import type { ExposedPair, Exposure, Path } from '@watertight/engine';
import { coverageOf } from '../shell/coverage.ts';
import { ExitCode } from '../shell/exit-code.ts';
import { readAsset, readPosition, withoutKey } from '../shell/identifiers.ts';
import { readInput } from '../shell/input.ts';
import type { InputOptions } from '../shell/input.ts';
import { withCoverage, writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { locatePath } from '../shell/present.ts';

export interface PathsOptions extends InputOptions, OutputOptions {
  readonly from?: string;
  readonly to?: string;
  readonly namespace?: string;
  readonly maxPaths: number;
}

export async function paths(options: PathsOptions): Promise<number> {
  const namespace = options.namespace ?? options.defaultNamespace;
  const from = options.from === undefined ? undefined : readPosition(options.from, namespace);
  const to = options.to === undefined ? undefined : withoutKey(readAsset(options.to, namespace)).id;
  const input = await readInput(options);
  const exposure = analyse(input.facts, { askedSecrets: to === undefined ? [] : [to] });
  const pairs = pairsOf(exposure, from, to, options.maxPaths);
  const found: Path[] = [];
  for (const { reader } of pairs.shown) found.push(await locatePath(reader.prove(), reader.severity, input.locator));
  await writeResult({
    schema: SCHEMA,
    kind: 'paths',
    paths: found,
    coverage: coverageOf(input.facts),
    ...(pairs.total > pairs.shown.length && { truncated: true }),
  }, options, input.names);
  return withCoverage(ExitCode.ok, input.facts, options);
}

/** A named position or asset has all its paths; without either, exposures only. */
function pairsOf(exposure: Exposure, from: string | undefined, to: string | undefined, limit: number): { shown: readonly ExposedPair[]; total: number } {
  if (from === undefined && to === undefined) {
    const { worst, pairs } = scanExposure(exposure, exposure.assetIds(), limit);
    return { shown: worst, total: pairs };
  }
  const all = (to === undefined ? exposure.assetIds() : [to]).flatMap((asset) => {
    const node = exposure.targetNode(asset);
    const readers = node === undefined ? [] : exposure.readersOf(node, asset);
    return readers.filter((reader) => from === undefined || reader.id === from).map((reader) => ({ asset, reader }));
  });
  return { shown: all.slice(0, limit), total: all.length };
}
