// reach: everything that a position can read or become.
import { analyse, SCHEMA } from '@watertight/engine';
import type { ReachedFact, Reached, ReachResult, Unknown } from '@watertight/engine';
import type { Locator } from '@watertight/sources';
import { coverageOf } from '../shell/coverage.ts';
import { ExitCode } from '../shell/exit-code.ts';
import { readPosition } from '../shell/identifiers.ts';
import { readInput } from '../shell/input.ts';
import type { InputOptions } from '../shell/input.ts';
import { namespaceOf } from '../shell/live-input.ts';
import { withCoverage, writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { locatePath } from '../shell/present.ts';

export async function reach(
  name: string,
  options: InputOptions & OutputOptions & { namespace?: string },
): Promise<number> {
  const position = readPosition(name, await namespaceOf(options));
  const input = await readInput(options);
  const exposure = analyse(input.facts);
  const known = exposure.startNode(position) !== undefined;
  const reached = exposure.reachOf(position);
  const positions: Reached[] = [];
  const assets: Reached[] = [];
  for (const fact of reached) (fact.isAsset ? assets : positions).push(await present(fact, input.locator));
  const result: ReachResult = {
    schema: SCHEMA,
    kind: 'reach',
    position,
    positions,
    assets,
    unknown: [...(known ? [] : [absent(position)]), ...exposure.unknownLists()],
    coverage: coverageOf(input.facts),
  };
  await writeResult(result, options, input.names);
  return withCoverage(ExitCode.ok, input.facts, options);
}

function absent(position: string): Unknown {
  return { reason: `${position} is not in the input, and nothing there refers to it`, missing: position };
}

async function present(fact: ReachedFact, locator: Locator): Promise<Reached> {
  const path = await locatePath(fact.prove(), fact.severity, locator);
  return { id: fact.id, certainty: fact.certainty, hops: path.hops, path };
}
