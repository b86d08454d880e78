// fix network: the least policies that keep what is needed, verified on the input, as a plan, as JSON or as manifests.
import { NetworkFixer } from '@watertight/engine';
import type { Cni, NetworkFixResult, StageName } from '@watertight/engine';
import { encode } from '@watertight/report';
import { fixDocument } from '../network-fix/fix-document.ts';
import { fixTable } from '../network-fix/fix-table.ts';
import { fixYaml } from '../network-fix/fix-yaml.ts';
import { coverageOf } from '../shell/coverage.ts';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { readInput } from '../shell/input.ts';
import type { InputOptions } from '../shell/input.ts';
import { withCoverage } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { programName } from '../shell/program-name.ts';
import { writeText } from '../shell/write-text.ts';

export interface FixNetworkOptions extends InputOptions, Omit<OutputOptions, 'output'> {
  readonly namespace?: string;
  readonly cni?: Cni;
  readonly replace?: boolean;
  readonly stage?: StageName;
  readonly output: 'table' | 'wide' | 'json' | 'yaml';
}

/** Exit code 1 where some namespace's fix is not ready: nobody shall pipe half of an answer into a cluster and not see it. */
export async function fixNetwork(options: FixNetworkOptions): Promise<number> {
  if (options.stage !== undefined && options.output !== 'yaml')
    throw new UserError('--stage is for -o yaml', 'The other formats show every stage.');
  const { namespace } = options;
  const input = await readInput(options);
  const fixer = new NetworkFixer(input.facts, {
    ...(namespace !== undefined && { namespaces: [namespace] }),
    ...(options.cni !== undefined && { cni: options.cni }),
    ...(options.replace === true && { replace: true }),
  });
  if (namespace !== undefined && !fixer.namespaces.includes(namespace))
    throw new UserError(
      `no pod that policies hold for is in the namespace ${namespace}`,
      'Check the name, and that its workloads are in the input.',
    );
  const coverage = coverageOf(input.facts).filter(({ source }) => source !== 'settings');
  const result = await fixDocument(fixer.fix(), input.locator, coverage);
  const inputs = [...input.names, ...(options.replace === true ? ['--replace'] : [])];
  await writeText([written(result, options, inputs)], options.outputFile);
  const isReady = result.namespaces.every(({ ready }) => ready);
  return withCoverage(isReady ? ExitCode.ok : ExitCode.findings, input.facts, options);
}

function written(result: NetworkFixResult, { output, stage }: FixNetworkOptions, inputs: readonly string[]): string {
  if (output === 'json') return `${encode(result, undefined, '\n')}\n`;
  if (output === 'yaml') return fixYaml(result, stage);
  return fixTable(result, { wide: output === 'wide', program: programName(), inputs });
}
