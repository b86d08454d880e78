// encryption lint: what an API server makes of its EncryptionConfiguration, and what is weak in it.
import { fileBytesMax, judge, type Judgement, type ServerSettings } from '@watertight/encryption';
import { checks, findingOf, NO_DOCUMENT, SCHEMA } from '@watertight/engine';
import type { Check, Coverage, EncryptionLintResult, Finding, Location, ObjectFact } from '@watertight/engine';
import { ConfigurationFileError, readConfigurationFile, type ConfigurationFile } from '@watertight/sources';
import { FILE_CHECKS, fileFailures } from '../encryption/file-checks.ts';
import { writeFix } from '../encryption/write-fix.ts';
import { requiredResources, serverSettings, type ServerOptions } from '../encryption/lint-settings.ts';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import type { FailOn } from '../shell/options.ts';
import { isAtLeast } from '../shell/order.ts';
import { withCoverage, writeResult, type OutputOptions } from '../shell/output.ts';
import { rules } from '../shell/rules.ts';

export interface EncryptionLintOptions extends OutputOptions, ServerOptions {
  readonly failOn: FailOn;
  readonly fix?: boolean;
}

/** One file, read and judged. */
interface Linted {
  readonly file: string;
  readonly read: ConfigurationFile;
  readonly judgement: Judgement;
}

const REFUSED = 'encryption-refused';
const FIX_REFUSED = 'Correct the place that is named, then check the file again before any API server restarts.';

export async function encryptionLint(files: readonly string[], options: EncryptionLintOptions): Promise<number> {
  const settings = serverSettings(options);
  const required = requiredResources(options);
  const linted: Linted[] = [];
  for (const file of files) {
    const found = await lintFile(file, settings, required);
    if (options.fix === true) await writeFix({ ...found, settings, required });
    linted.push(options.fix === true ? await lintFile(file, settings, required) : found);
  }
  const result = resultOf(linted, settings.minor);
  const known = [...(await rules()), ...FILE_CHECKS.map((check) => ({ ...check, kind: 'check' as const }))];
  await writeResult(result, options, [], known);
  const isFound = result.findings.some(
    ({ result: verdict, severity }) => verdict === 'fail' && isAtLeast(severity, options.failOn),
  );
  return withCoverage(isFound ? ExitCode.findings : ExitCode.ok, result, options);
}

async function lintFile(file: string, settings: ServerSettings, required: readonly string[]): Promise<Linted> {
  try {
    const read = await readConfigurationFile(file, fileBytesMax);
    return { file, read, judgement: judge(read.bytes, settings, required) };
  } catch (error) {
    if (error instanceof ConfigurationFileError) throw new UserError(error.message, error.hint);
    throw error;
  }
}

function resultOf(linted: readonly Linted[], minor: number): EncryptionLintResult {
  return {
    schema: SCHEMA,
    kind: 'encryption-lint',
    kubernetesVersion: `1.${minor}`,
    accepted: linted.every(({ judgement }) => judgement.accepted === true),
    files: linted.map(({ file, judgement }) => ({ file, accepted: judgement.accepted ?? null })),
    refusals: linted.flatMap(({ file, judgement }) =>
      judgement.refusals.map(({ pointer, line, reason }) => ({ file, pointer, line, reason })),
    ),
    findings: linted.flatMap((each) => findingsOf(each, minor)),
    coverage: linted.map(coverageOf),
  };
}

function coverageOf({ file, judgement }: Linted): Coverage {
  const about = { source: file, what: 'EncryptionConfiguration', file };
  return judgement.unread === undefined
    ? { ...about, state: 'read' }
    : { ...about, state: 'not-read', reason: judgement.unread };
}

function findingsOf({ file, read, judgement }: Linted, minor: number): Finding[] {
  const object: ObjectFact = { objectKind: 'file', group: '', namespace: '', name: file, document: NO_DOCUMENT };
  const refused = judgement.refusals.map(({ pointer, line, reason }) => {
    const message = `An API server of 1.${minor} refuses the file: ${reason}.`;
    const failure = { result: 'fail', object, pointer, message, fix: { summary: FIX_REFUSED } } as const;
    const location = { file, line, column: 1, endLine: line, endColumn: 1 };
    return { ...findingOf({ check: checkOf(REFUSED), failure }), location };
  });
  const weak = judgement.weaknesses.map(({ check, range, result, severity, pointer, message, fix }) => {
    const failure = { result, object, pointer, message, severity, fix: { summary: fix } };
    const { line, column, endLine, endColumn } = range;
    const location: Location = { file, line, column, endLine, endColumn };
    return { ...findingOf({ check: checkOf(check), failure }), location };
  });
  const hasKeys = judgement.assessment.configuration.rules.some(({ providers }) =>
    providers.some(({ keys }) => keys.length > 0),
  );
  return [...refused, ...weak, ...fileFailures(object, read, hasKeys).map(findingOf)];
}

function checkOf(id: string): Check {
  const check = checks.find((each) => each.id === id);
  if (check === undefined) throw new RangeError(`no check ${id}`);
  return check;
}
