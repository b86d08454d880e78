// explain: why a check, a technique or a path holds, how to verify it by hand, how to fix it.
import { analyse, checks, findPath, proposeFixes, SCHEMA, techniques } from '@watertight/engine';
import type { Check, ExplainResult, Fix, Path, Proposals, Technique } from '@watertight/engine';
import { verifyCommands } from '@watertight/report';
import { FILE_CHECKS } from '../encryption/file-checks.ts';
import { isActing } from '../shell/acting-as.ts';
import { coverageOf } from '../shell/coverage.ts';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { findingsOf } from '../shell/findings.ts';
import { readInput } from '../shell/input.ts';
import type { Input, InputOptions } from '../shell/input.ts';
import { withCoverage, writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { locatePath } from '../shell/present.ts';
import { selectionOf } from '../shell/selection.ts';

const DRAWINGS: ReadonlySet<string> = new Set(['dot', 'mermaid']);

export async function explain(id: string, options: InputOptions & OutputOptions): Promise<number> {
  const ofFile = FILE_CHECKS.find((candidate) => candidate.id === id);
  const check = ofFile ?? checks.find((candidate) => candidate.id === id);
  const isPath = check === undefined && id.startsWith('p-');
  if (!isPath && DRAWINGS.has(options.output)) {
    throw new UserError(
      `-o ${options.output} draws a path, and ${id} is none`,
      'Leave -o out, or explain a path: its id begins with p-.',
    );
  }
  // A rule explains itself; where it holds takes an input.
  const { filename, context, kubeconfig } = options;
  const isNamed = filename.length > 0 || context !== undefined || kubeconfig !== undefined || isActing(options);
  // Of a file's mode, owner and place nothing stands in an input: only `encryption lint` sees them.
  const needsInput = isPath || (check !== undefined && ofFile === undefined && isNamed);
  const input = needsInput ? await readInput(options) : undefined;
  const explained = input !== undefined && isPath ? await explainPath(id, input) : explainRule(id, check);
  const result = input === undefined || check === undefined ? explained : await withFindings(explained, input);
  await writeResult(result, options, input?.names ?? []);
  return input === undefined ? ExitCode.ok : withCoverage(ExitCode.ok, input.facts, options);
}

function explainRule(id: string, check: Check | undefined): ExplainResult {
  if (check !== undefined) return ofCheck(check);
  const technique = techniques.find((candidate) => candidate.id.toLowerCase() === id.toLowerCase());
  if (technique !== undefined) return ofTechnique(technique);
  throw new UserError(
    `no check, technique or path is called ${id}`,
    'Path ids begin with p- and stand in the results of scan, paths and who-can-read; docs/checks and docs/techniques list the others.',
  );
}

function ofCheck({ id, title, why, severity, references, maps }: Check): ExplainResult {
  return {
    schema: SCHEMA,
    kind: 'explain',
    subject: 'check',
    id,
    title,
    why,
    severity,
    verify: [],
    fixes: [],
    references,
    maps,
  };
}

function ofTechnique({ id, title, why, fix, references }: Technique): ExplainResult {
  return {
    schema: SCHEMA,
    kind: 'explain',
    subject: 'technique',
    id,
    title,
    why,
    verify: [],
    fixes: [{ summary: fix }],
    references,
  };
}

/** Where the check fails in the input, and the fixes for exactly that, each once. */
async function withFindings(explained: ExplainResult, input: Input): Promise<ExplainResult> {
  const all = await findingsOf(input, selectionOf(input.facts, {}));
  const findings = all.findings.filter(({ check }) => check === explained.id);
  const fixes = new Map(findings.map(({ fix }) => [JSON.stringify(fix), fix]));
  const coverage = [...coverageOf(input.facts), ...all.coverage];
  return { ...explained, findings, fixes: [...fixes.values()], coverage };
}

async function explainPath(id: string, input: Input): Promise<ExplainResult> {
  const exposure = analyse(input.facts);
  const found = findPath(exposure, id);
  if (found === undefined)
    throw new UserError(
      `no path ${id} in this input`,
      'Give the same -f or --context, and --kubernetes-version, as where the id was shown.',
    );
  const path: Path = await locatePath(found.path, found.severity, input.locator);
  const used = techniques.filter((technique) => path.steps.some((step) => step.technique === technique.id));
  return {
    schema: SCHEMA,
    kind: 'explain',
    subject: 'path',
    id,
    title: titleOf(path),
    why: used.map(({ id: technique, why }) => `${technique}: ${why}`).join('\n'),
    severity: path.severity,
    verify: verifyCommands(path),
    fixes: fixesOf(proposeFixes({ facts: input.facts, exposure }, found.path), used),
    references: [...new Set(used.flatMap(({ references }) => references))],
    path,
    coverage: coverageOf(input.facts),
  };
}

/** Each of the alternatives ends the path; changes that only do so together say so; else what closes the techniques in general. */
function fixesOf({ alternatives, together }: Proposals, used: readonly Technique[]): Fix[] {
  if (alternatives.length > 0) return alternatives.map(({ fix }) => fix);
  if (together.length === 0) return used.map(({ fix }) => ({ summary: fix }));
  return together.map(({ fix }, index) => ({
    ...fix,
    summary: `${index + 1} of ${together.length}, all needed, in this order: ${fix.summary}`,
  }));
}

const DATA = /^(?:secret|configmap|persistentvolumeclaim):/;

function titleOf({ from, to }: Path): string {
  return `${from} ${DATA.test(to) ? 'reads' : 'becomes'} ${to}`;
}
