// fix network: the least policies that keep what is needed, verified on the input, as a plan, as JSON or as manifests.
import { NetworkFixer } from '@watertight/engine';
import type { Cni, NetworkFixResult, StageName } from '@watertight/engine';
import { encode } from '@watertight/report';
import { fixDocument } from '../network-fix/fix-document.ts';
import { fixTable } from '../network-fix/fix-table.ts';
import { fixYaml, mtlsYaml } from '../network-fix/fix-yaml.ts';
import { coverageOf } from '../shell/coverage.ts';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { readInput } from '../shell/input.ts';
import type { InputOptions } from '../shell/input.ts';
import { withCoverage } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { programName } from '../shell/program-name.ts';
import { readObserved } from '../network-fix/read-observed.ts';
import { writeText } from '../shell/write-text.ts';

export interface FixNetworkOptions extends InputOptions, Omit<OutputOptions, 'output'> {
  readonly namespace?: string;
  readonly cni?: Cni;
  readonly replace?: boolean;
  readonly observed?: string;
  readonly acceptUnknown?: boolean;
  readonly stage?: StageName;
  readonly mtls?: boolean;
  readonly output: 'table' | 'wide' | 'json' | 'yaml';
}

/** Exit code 1 where some namespace's fix is not ready: nobody shall pipe half of an answer into a cluster and not see it. */
export async function fixNetwork(options: FixNetworkOptions): Promise<number> {
  if ((options.stage !== undefined || options.mtls === true) && options.output !== 'yaml')
    throw new UserError('--stage and --mtls are for -o yaml', 'The other formats show every stage.');
  if (options.observed === '-' && options.filename.includes('-'))
    throw new UserError('both -f and --observed read standard input', 'Put one of them into a file.');
  const { namespace } = options;
  const observed = options.observed === undefined ? undefined : await readObserved(options.observed);
  const input = await readInput(options);
  const fixer = new NetworkFixer(input.facts, {
    ...(namespace !== undefined && { namespaces: [namespace] }),
    ...(options.cni !== undefined && { cni: options.cni }),
    ...(options.replace === true && { replace: true }),
    ...(options.acceptUnknown === true && { acceptUnknown: true }),
    ...(observed !== undefined && { observed: observed.flows }),
  });
  if (namespace !== undefined && !fixer.namespaces.includes(namespace))
    throw new UserError(
      `no pod that policies hold for is in the namespace ${namespace}`,
      fixer.onHost((name) => name === namespace).length > 0
        ? 'All of its pods are on the network of their hosts.'
        : 'Check the name, and that its workloads are in the input.',
    );
  const coverage = [
    ...coverageOf(input.facts).filter(({ source }) => source !== 'settings'),
    ...[...(observed?.faults ?? []), ...fixer.unplaced].map(({ line, error }) => ({
      source: options.observed ?? '',
      what: `line ${line}`,
      state: 'not-read' as const,
      reason: error,
      line,
    })),
  ];
  const result = await fixDocument(fixer.fix(), input.locator, coverage);
  const inputs = [...input.names, ...repeated(options)];
  await writeText([written(result, options, inputs)], options.outputFile);
  const isReady = result.namespaces.every(({ ready, mtls }) => (options.mtls === true ? mtls?.ready !== false : ready));
  return withCoverage(isReady ? ExitCode.ok : ExitCode.findings, { coverage }, options);
}

/** What the next command has to say as well to get the same fix. */
function repeated({ replace, acceptUnknown, observed, cni }: FixNetworkOptions): string[] {
  return [
    ...(cni === undefined ? [] : ['--cni', cni]),
    ...(observed === undefined ? [] : ['--observed', observed]),
    ...(acceptUnknown === true ? ['--accept-unknown'] : []),
    ...(replace === true ? ['--replace'] : []),
  ];
}

function written(
  result: NetworkFixResult,
  { output, stage, mtls }: FixNetworkOptions,
  inputs: readonly string[],
): string {
  if (output === 'json') return `${encode(result, undefined, '\n')}\n`;
  if (output === 'yaml') return mtls === true ? mtlsYaml(result) : fixYaml(result, stage);
  return fixTable(result, { wide: output === 'wide', program: programName(), inputs });
}
