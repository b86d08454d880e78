// who-can-read: every position that can read an asset.
import { analyse, findAssetCuts, SCHEMA } from '@watertight/engine';
import type { AssetReaders, Cut, Exposure, Facts } from '@watertight/engine';
import { coverageOf } from '../shell/coverage.ts';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { readAsset, withoutKey } from '../shell/identifiers.ts';
import { readInput } from '../shell/input.ts';
import type { Input, InputOptions } from '../shell/input.ts';
import { namespaceOf } from '../shell/live-input.ts';
import { withCoverage, writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { readersOf, summaryOf } from '../shell/readers.ts';
import { selectionOf } from '../shell/selection.ts';
import type { SelectionOptions } from '../shell/selection.ts';
import { writeText } from '../shell/write-text.ts';

export interface WhoCanReadOptions extends InputOptions, OutputOptions, SelectionOptions {
  readonly all?: boolean;
  readonly allNamespaces?: boolean;
  readonly maxReaders: number;
}

export async function whoCanRead(names: readonly string[], options: WhoCanReadOptions): Promise<number> {
  checkArguments(names, options);
  const namespace = names.length === 0 ? '' : await namespaceOf(options);
  const asked = names.map((name) => readAsset(name, namespace));
  const input = await readInput(options, { only: options.all === true ? options.namespace : undefined });
  const exposure = analyse(input.facts, { askedAssets: asked.map((name) => withoutKey(name).id) });
  await (options.all === true ? writeAll(exposure, input, options) : writeAsked(asked, exposure, input, options));
  return withCoverage(ExitCode.ok, input.facts, options);
}

function checkArguments(names: readonly string[], { all, selector, allNamespaces }: WhoCanReadOptions): void {
  const hint = 'Write secret/NAME -n NAMESPACE, or --all for every Secret.';
  if (all === true && names.length > 0) throw new UserError('both assets and --all are given', hint);
  if (all === true) return;
  if (names.length === 0) throw new UserError('no asset is named', hint);
  if (selector !== undefined || allNamespaces === true) {
    throw new UserError('-A and -l choose among --all', 'Add --all instead of naming assets, or leave them out.');
  }
}

async function writeAsked(
  asked: readonly string[],
  exposure: Exposure,
  { facts, locator, names }: Input,
  options: WhoCanReadOptions,
): Promise<void> {
  const assets: AssetReaders[] = [];
  for (const id of new Set(asked)) {
    const readers = await readersOf(aboutKey(id, facts) ?? exposure, id, Number.POSITIVE_INFINITY, locator);
    const cuts = cutsOf(id, exposure, facts);
    assets.push(cuts.length === 0 ? readers : { ...readers, cuts });
  }
  await writeResult({ schema: SCHEMA, kind: 'who-can-read', assets, coverage: coverageOf(facts) }, options, names);
}

/** Paths of undeclared readers that are looked at for changes: the rest mostly repeats them. */
const CUT_PATHS = 100;

/** What to change so that most undeclared readers are gone; only of a whole Secret, as a change is counted by its readers. */
function cutsOf(asset: string, exposure: Exposure, facts: Facts): readonly Cut[] {
  const node = asset.startsWith('secret:') && !asset.includes('#') ? exposure.targetNode(asset) : undefined;
  if (node === undefined) return [];
  const open = exposure.readersOf(node, asset).filter(({ expected, declared }) => !expected && !declared);
  return findAssetCuts(
    { facts, exposure },
    asset,
    open.slice(0, CUT_PATHS).map((reader) => reader.prove()),
    open.length,
  );
}

/** Of a key, an exposure of its own: whoever takes only other keys of the Secret does not read it. */
function aboutKey(asset: string, facts: Facts): Exposure | undefined {
  const [, kind, namespace, name, key] = /^(secret|configmap):([^/]+)\/([^#]+)#(.+)$/.exec(asset) ?? [];
  if (namespace === undefined || name === undefined || key === undefined) return undefined;
  return analyse(facts, {
    askedAssets: [withoutKey(asset).id],
    onlyKey: { kind: kind === 'secret' ? kind : 'configmap', namespace, name, key },
  });
}

/** Lines are written one by one, and the table needs no proofs: both hold one asset at a time. */
async function writeAll(exposure: Exposure, input: Input, options: WhoCanReadOptions): Promise<void> {
  const { facts, locator, names } = input;
  const selection = selectionOf(facts, options);
  const ids = exposure.assetIds().filter((id) => selection.hasAsset(id));
  if (options.output === 'ndjson') {
    await writeText(allLines(exposure, ids, input, options.maxReaders), options.outputFile);
    return;
  }
  const coverage = [...coverageOf(facts), ...selection.coverage];
  const head = { schema: SCHEMA, kind: 'who-can-read', coverage } as const;
  if (options.output === 'table' && ids.length > 1) {
    await writeResult({ ...head, assets: ids.values().map((id) => summaryOf(exposure, id)) }, options, names);
    return;
  }
  const assets: AssetReaders[] = [];
  for (const id of ids) assets.push(await readersOf(exposure, id, options.maxReaders, locator));
  await writeResult({ ...head, assets }, options, names);
}

async function* allLines(
  exposure: Exposure,
  ids: readonly string[],
  { locator }: Input,
  maxReaders: number,
): AsyncGenerator<string> {
  const { AssetLines } = await import('@watertight/report');
  const lines = new AssetLines(SCHEMA);
  for (const id of ids) yield lines.line(await readersOf(exposure, id, maxReaders, locator));
}
