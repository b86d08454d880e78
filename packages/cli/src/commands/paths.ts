// paths: ranked paths from positions to assets.
import { analyse, SCHEMA } from '@watertight/engine';
import type { Coverage, Exposure, Path } from '@watertight/engine';
import { endsOf, pairsOf, selected } from '../shell/chosen-paths.ts';
import type { Ends } from '../shell/chosen-paths.ts';
import { coverageOf } from '../shell/coverage.ts';
import { ExitCode } from '../shell/exit-code.ts';
import { readInput } from '../shell/input.ts';
import type { InputOptions } from '../shell/input.ts';
import { compareCertainty, compareSeverity, compareText } from '../shell/order.ts';
import { withCoverage, writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { locatePath } from '../shell/present.ts';
import { selectionOf } from '../shell/selection.ts';
import type { SelectionOptions } from '../shell/selection.ts';

export interface PathsOptions extends InputOptions, OutputOptions, SelectionOptions {
  readonly from?: string;
  readonly to?: string;
  readonly maxPaths: number;
}

export async function paths(options: PathsOptions): Promise<number> {
  const ends = await endsOf(options);
  const input = await readInput(options, { only: selected(options, ends).namespace });
  const exposure = analyse(input.facts, { askedAssets: ends.to === undefined ? [] : [ends.to] });
  const selection = selectionOf(input.facts, selected(options, ends));
  const pairs = pairsOf(exposure, ends, selection, options.maxPaths);
  const found: Path[] = [];
  for (const { reader } of pairs.shown) found.push(await locatePath(reader.prove(), reader.severity, input.locator));
  await writeResult(
    {
      schema: SCHEMA,
      kind: 'paths',
      paths: found.toSorted(worstFirst),
      coverage: [...coverageOf(input.facts), ...selection.coverage, ...absentEnds(exposure, ends)],
      ...(pairs.total > pairs.shown.length && { truncated: true }),
    },
    options,
    input.names,
  );
  return withCoverage(ExitCode.ok, input.facts, options);
}

/** An end that the input does not hold may have paths in the cluster: no path is no answer about it. */
function absentEnds(exposure: Exposure, { from, to }: Ends): Coverage[] {
  const isAbsent = [
    from === undefined || exposure.startNode(from) !== undefined ? [] : [from],
    to === undefined || exposure.isInInput(to) ? [] : [to],
  ];
  const reason = 'not in the input: what the cluster holds of it is not known';
  return isAbsent.flat().map((what) => ({ source: 'settings', what, state: 'partial', reason }));
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
