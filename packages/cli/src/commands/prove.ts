// prove: replays the steps of chosen paths against a live API server, which changes nothing and reads no Secret.
import { analyse, findPath, SCHEMA } from '@watertight/engine';
import type { Exposure, Facts, Path, ProveOutcome, ProveResult, ProvedPath, ReplayedStep } from '@watertight/engine';
import { replayPaths } from '@watertight/operate';
import type { Replayed } from '@watertight/operate';
import type { ClusterConnection } from '@watertight/sources';
import { endsOf, pairsOf, selected } from '../shell/chosen-paths.ts';
import type { Ends } from '../shell/chosen-paths.ts';
import { coverageOf } from '../shell/coverage.ts';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { readInput } from '../shell/input.ts';
import type { Input, InputOptions } from '../shell/input.ts';
import { untilInterrupted, wasInterrupted } from '../shell/interrupt.ts';
import { openConnection } from '../shell/live-input.ts';
import { withCoverage, writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { locatePath } from '../shell/present.ts';
import { selectionOf } from '../shell/selection.ts';
import type { SelectionOptions } from '../shell/selection.ts';

export interface ProveOptions extends InputOptions, OutputOptions, SelectionOptions {
  readonly from?: string;
  readonly to?: string;
  readonly maxPaths: number;
}

/** What is replayed, and whether there was more. */
interface Chosen {
  readonly found: readonly Found[];
  readonly isCut: boolean;
}

interface Found {
  readonly path: ProvedPath;
  readonly severity: Path['severity'];
}

export async function prove(ids: readonly string[], options: ProveOptions): Promise<number> {
  refuse(ids, options);
  const stop = new AbortController();
  const connection = await openConnection(options, stop.signal);
  try {
    const ends = await endsOf(options);
    const selection = ids.length > 0 ? {} : selected(options, ends);
    const input = await readFacts(options, connection.version, selection);
    const chosen = ids.length > 0 ? byIds(ids, input.facts) : byEnds(ends, selection, options.maxPaths, input.facts);
    const paths = await Promise.all(chosen.found.map(shaped));
    const replayed = await untilInterrupted(async (signal) => {
      signal.addEventListener('abort', () => stop.abort(), { once: true });
      return await replayPaths(paths, connection, stop.signal);
    });
    await writeResult(resultOf(replayed, chosen, connection, input.facts), options, input.names);
    return codeOf(replayed, input.facts, options);
  } finally {
    await connection.close();
  }
}

function refuse(ids: readonly string[], { from, to, secretValues }: ProveOptions): void {
  if (secretValues === true)
    throw new UserError('prove reads no Secret, and --secret-values asks for them', 'Leave --secret-values out.');
  if (ids.length > 0 && (from !== undefined || to !== undefined))
    throw new UserError('both path ids and --from or --to are given', 'Name paths by their ids or by their ends.');
}

/** Where files are named, `--context`, `--kubeconfig` and `--as` say only where to replay, and as whom. What the server runs decides, unless the user knows better. */
async function readFacts(
  options: ProveOptions,
  serverVersion: string,
  { namespace: only }: SelectionOptions,
): Promise<Input> {
  const { context, kubeconfig, as, asGroup, kubernetesVersion = minorOf(serverVersion), ...rest } = options;
  const version = kubernetesVersion === undefined ? {} : { kubernetesVersion };
  if (options.filename.length > 0) return await readInput({ ...rest, ...version });
  const live = {
    ...(context !== undefined && { context }),
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(as !== undefined && { as }),
    ...(asGroup !== undefined && { asGroup }),
  };
  return await readInput({ ...rest, ...version, ...live }, { only, refusesValues: true });
}

function minorOf(gitVersion: string): string | undefined {
  return /^v(\d+\.\d+)\./.exec(gitVersion)?.[1];
}

function byIds(ids: readonly string[], facts: Facts): Chosen {
  const exposure = analyse(facts);
  return { found: ids.map((id) => pathOf(exposure, id)), isCut: false };
}

function byEnds(ends: Ends, selection: SelectionOptions, limit: number, facts: Facts): Chosen {
  const exposure = analyse(facts, { askedAssets: ends.to === undefined ? [] : [ends.to] });
  const { shown, total } = pairsOf(exposure, ends, selectionOf(facts, selection), limit);
  const found = shown.map(({ reader }) => ({ path: reader.prove(), severity: reader.severity }));
  return { found, isCut: total > found.length };
}

function pathOf(exposure: Exposure, id: string): Found {
  const found = findPath(exposure, id);
  if (found !== undefined) return found;
  throw new UserError(
    `no path ${id} in this input`,
    'Give the same -f or --context as where the id was shown; the version is that of the server, unless --kubernetes-version says otherwise.',
  );
}

/** Where citations stand does not matter here, only what they cite. */
async function shaped({ path, severity }: Found): Promise<Path> {
  return await locatePath(path, severity, { locate: () => Promise.resolve(undefined) });
}

function resultOf(
  { paths, steps, ended }: Replayed,
  { isCut }: Chosen,
  { context, server, user, version }: ClusterConnection,
  facts: Facts,
): ProveResult {
  return {
    schema: SCHEMA,
    kind: 'prove',
    cluster: { context, server, user, version },
    summary: {
      confirmed: numberOf(steps, 'confirmed'),
      refuted: numberOf(steps, 'refuted'),
      notTestable: numberOf(steps, 'not-testable'),
    },
    paths,
    steps,
    ...(isCut && { truncated: true }),
    ...(ended !== undefined && { ended }),
    coverage: coverageOf(facts),
  };
}

function numberOf(steps: readonly ReplayedStep[], outcome: ProveOutcome): number {
  return steps.filter(({ result }) => result === outcome).length;
}

/** What was replayed before the server went away is written all the same. */
function codeOf({ ended }: Replayed, facts: Facts, options: ProveOptions): number {
  if (ended === undefined) return withCoverage(ExitCode.ok, facts, options);
  if (wasInterrupted()) return ExitCode.interrupted;
  process.stderr.write(`error: ${ended}\nThe result holds what was replayed until then.\n`);
  return ExitCode.cannotRun;
}
