// `-o ndjson`: one JSON document a line, each with its schema and kind.
import type { AssetReaders, CanConnectResult, CanResult, EncryptionLintResult, ReachResult } from '@watertight/engine';
import type { Result, WhoCanReadStream } from '../input/result.ts';
import { encode, type Shape } from './encode.ts';
import { ReaderSets } from './reader-sets.ts';
import {
  ACCEPTED,
  ANSWER,
  ASSET,
  ASSET_READERS,
  CONNECTION,
  CONNECT_ANSWER,
  COVERAGE,
  CUT,
  DETECT_SUMMARY,
  DETECTED,
  DIFF_SUMMARY,
  DOCUMENTS,
  FINDING,
  FINDING_CHANGE,
  LINT_SUMMARY,
  PATH,
  PATH_CHANGE,
  PROVE_SUMMARY,
  REACHED,
  REFUSAL,
  REPLAYED_PATH,
  REPLAYED_STEP,
  SUMMARY,
} from './shapes.ts';

const HEAD = ['schema', 'kind'];

function line(schema: string, kind: string, value: object, shape: Shape): string {
  return `${encode({ schema, kind, ...value }, { ...shape, keys: [...new Set([...HEAD, ...shape.keys])] })}\n`;
}

function* each(schema: string, kind: string, values: readonly object[], shape: Shape): Iterable<string> {
  for (const value of values) yield line(schema, kind, value, shape);
}

/** The lines of assets that come one by one; `readersRef` names an earlier asset whose readers are the same. */
export class AssetLines {
  readonly #sets = new ReaderSets();
  readonly #schema: string;

  /** `schema` is what every line says of itself: `watertight/v1`. */
  constructor(schema: string) {
    this.#schema = schema;
  }

  /** One line with its line break. Holds the asset's digest and name only, so that any number takes little memory. */
  line(asset: AssetReaders): string {
    const readersRef = this.#sets.earlier(asset);
    const value = readersRef === undefined ? asset : { ...asset, readers: undefined, readersRef };
    return line(this.#schema, 'who-can-read', value, ASSET_READERS);
  }
}

/** One asset a line and nothing else. */
export function* assetLines(result: WhoCanReadStream): Iterable<string> {
  const lines = new AssetLines(result.schema);
  for (const asset of result.assets) yield lines.line(asset);
}

/** One answer a line, in the order of the requests. */
export function* answerLines(result: CanResult | CanConnectResult): Iterable<string> {
  const shape = result.kind === 'can' ? ANSWER : CONNECT_ANSWER;
  for (const answer of result.answers) yield line(result.schema, result.kind, answer, shape);
}

function* lintLines(result: EncryptionLintResult): Iterable<string> {
  const { schema, kubernetesVersion, accepted, files } = result;
  yield line(schema, 'summary', { kubernetesVersion, accepted, files }, LINT_SUMMARY);
  yield* each(schema, 'refusal', result.refusals, REFUSAL);
  yield* each(schema, 'finding', result.findings, FINDING);
}

/** Kinds of lines: `summary`, `accepted`, `coverage`, `asset`, `path`, `finding`, `cut`, `path-change`, `finding-change`, `reached-asset`, `reached-position`, `refusal`, `replayed-path`, `replayed-step`, `unknown`. */
export function* ndjson(result: Result): Iterable<string> {
  const { schema } = result;
  switch (result.kind) {
    case 'who-can-read':
      return yield* assetLines(result);
    case 'can':
    case 'can-connect':
      return yield* answerLines(result);
    case 'explain':
      return yield `${encode(result, DOCUMENTS.explain)}\n`;
    case 'scan':
      yield line(schema, 'summary', { ...result.summary, truncated: result.truncated }, SUMMARY);
      yield* each(schema, 'asset', result.assets, ASSET);
      yield* each(schema, 'path', result.paths, PATH);
      yield* each(schema, 'finding', result.findings, FINDING);
      yield* each(schema, 'cut', result.cuts ?? [], CUT);
      if (result.accepted !== undefined) yield line(schema, 'accepted', result.accepted, ACCEPTED);
      break;
    case 'detect':
      yield line(schema, 'summary', result.summary, DETECT_SUMMARY);
      yield* each(schema, 'finding', result.findings, DETECTED);
      if (result.accepted !== undefined) yield line(schema, 'accepted', result.accepted, ACCEPTED);
      break;
    case 'encryption-lint':
      yield* lintLines(result);
      break;
    case 'paths':
      yield* each(schema, 'path', result.paths, PATH);
      break;
    case 'prove': {
      const { summary, cluster, truncated, ended } = result;
      yield line(schema, 'summary', { ...summary, truncated, ended, cluster }, PROVE_SUMMARY);
      yield* each(schema, 'replayed-path', result.paths, REPLAYED_PATH);
      yield* each(schema, 'replayed-step', result.steps, REPLAYED_STEP);
      break;
    }
    case 'diff':
      yield line(schema, 'summary', result.summary, DIFF_SUMMARY);
      yield* each(schema, 'path-change', result.paths, PATH_CHANGE);
      yield* each(schema, 'finding-change', result.findings, FINDING_CHANGE);
      break;
    case 'reach':
      yield* reachLines(result);
  }
  yield* each(schema, 'coverage', result.coverage, COVERAGE);
}

function* reachLines({ schema, assets, positions, network, unknown }: ReachResult): Iterable<string> {
  yield* each(schema, 'reached-asset', assets, REACHED);
  yield* each(schema, 'reached-position', positions, REACHED);
  if (network !== undefined) {
    yield line(schema, 'enforcer', { text: network.enforcer }, { keys: ['text'] });
    yield* each(schema, 'connection', network.connections, CONNECTION);
  }
  yield* each(schema, 'unknown', unknown, { keys: ['reason', 'missing'] });
}
