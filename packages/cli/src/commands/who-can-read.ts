// who-can-read: every position that can read an asset.
import { analyse, CERTAINTIES, SCHEMA } from '@watertight/engine';
import type { AssetReaders, Exposure, Reader, ReaderFact, WhoCanReadResult } from '@watertight/engine';
import type { Locator } from '@watertight/sources';
import { coverageOf } from '../shell/coverage.ts';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { readId } from '../shell/identifiers.ts';
import { readInput } from '../shell/input.ts';
import type { InputOptions } from '../shell/input.ts';
import { withCoverage, writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { locatePath } from '../shell/present.ts';

export interface WhoCanReadOptions extends InputOptions, OutputOptions {
  readonly namespace?: string;
  readonly all?: boolean;
  readonly maxReaders: number;
}

export async function whoCanRead(names: readonly string[], options: WhoCanReadOptions): Promise<number> {
  if (names.length === 0 && options.all !== true) {
    throw new UserError('no asset is named', 'Write secret/NAME -n NAMESPACE, or --all for every Secret.');
  }
  const asked = names.map((name) => readId(name, options.namespace ?? options.defaultNamespace).replace(/#.*$/, ''));
  const input = await readInput(options);
  const exposure = analyse(input.facts, { askedSecrets: asked });
  const ids = options.all === true ? exposure.assetIds(options.namespace) : asked;
  const limit = options.all === true ? options.maxReaders : Number.POSITIVE_INFINITY;
  const assets: AssetReaders[] = [];
  for (const id of ids) assets.push(await readersOf(exposure, id, limit, input.locator));
  const result: WhoCanReadResult = { schema: SCHEMA, kind: 'who-can-read', assets, coverage: coverageOf(input.facts) };
  await writeResult(result, options, input.names);
  return withCoverage(ExitCode.ok, input.facts, options);
}

async function readersOf(exposure: Exposure, id: string, limit: number, locator: Locator): Promise<AssetReaders> {
  const node = exposure.targetNode(id);
  if (node === undefined) {
    return { asset: id, inInput: false, readers: [], unknown: [{ reason: `${id} is not in the input, and nothing there refers to it`, missing: id }] };
  }
  const facts = exposure.readersOf(node, id);
  const readers: Reader[] = [];
  for (const fact of facts.slice(0, limit)) readers.push(await present(fact, locator));
  return {
    asset: id,
    inInput: exposure.isInInput(id),
    readers: readers.toSorted(byStrength),
    unknown: exposure.unknownOf(id),
    ...(facts.length > limit && { truncated: true }),
  };
}

async function present(fact: ReaderFact, locator: Locator): Promise<Reader> {
  const path = await locatePath(fact.prove(), fact.severity, locator);
  return { id: fact.id, certainty: fact.certainty, hops: path.hops, expected: fact.expected, declared: fact.declared, path };
}

/** Strongest first: certainty, then fewest steps, then id. */
function byStrength(a: Reader, b: Reader): number {
  return CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty) || a.hops - b.hops || (a.id < b.id ? -1 : 1);
}
