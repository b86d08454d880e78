// The command line's shape: every command with its options; what a command does is loaded when it runs.
import { Command, Option } from 'commander';
import { programName } from './shell/program-name.ts';
import { VERSION } from './shell/version.ts';
import type { InputOptions } from './shell/input.ts';
import type { OutputOptions } from './shell/output.ts';

type SetCode = (code: number) => void;
type CommonOptions = InputOptions & OutputOptions;

/** `argv0` is `kubectl-watertight` when called as a kubectl plugin. */
export function buildProgram(setCode: SetCode, name = programName()): Command {
  const program = new Command(name)
    .description('Finds every way that sensitive data can leak from a Kubernetes cluster, proves each one, and closes it.')
    .version(VERSION, '-V, --version', 'print the version')
    .showHelpAfterError(`Run ${name} --help for the commands.`)
    .exitOverride()
    .enablePositionalOptions();
  addWhoCanRead(program, setCode);
  addScan(program, setCode);
  addReach(program, setCode);
  addPaths(program, setCode);
  addCan(program, setCode);
  addExplain(program, setCode);
  program.command('version').description('print the version').action(() => { process.stdout.write(`${VERSION}\n`); });
  for (const command of program.commands) command.exitOverride();
  return program;
}

const collect = (value: string, previous: readonly string[]): readonly string[] => [...previous, value];

function withInput(command: Command): Command {
  return command
    .option('-f, --filename <file>', 'file, folder or - to read; repeatable', collect, [])
    .option('--default-namespace <namespace>', 'namespace of objects that name none', 'default')
    .option('--kubernetes-version <version>', 'the cluster’s minor version, for example 1.37')
    .option('--no-render', 'do not run kubectl kustomize or helm template');
}

function withOutput(command: Command, formats: readonly string[]): Command {
  return command
    .addOption(new Option('-o, --output <format>', 'format of the result').choices(formats).default('table'))
    .option('--output-file <file>', 'write the result there instead of to stdout')
    .addOption(new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']).default('auto'))
    .option('--fail-on-incomplete', 'exit 3 when something could not be read');
}

const GRAPHS = ['table', 'wide', 'json', 'ndjson', 'markdown', 'dot', 'mermaid', 'opengraph'];
const SCAN = [...GRAPHS, 'sarif', 'junit'];

function addWhoCanRead(program: Command, setCode: SetCode): void {
  const command = program.command('who-can-read').argument('[asset...]', 'secret/NAME or secret:NS/NAME')
    .description('every position that can read the asset, with certainty, hops and proof')
    .option('-n, --namespace <namespace>', 'namespace of the asset')
    .option('--all', 'every Secret')
    .option('--max-readers <count>', 'readers shown of each asset with --all', '1000');
  withOutput(withInput(command), GRAPHS).action(async (assets: string[], options: CommonOptions & { namespace?: string; all?: boolean; maxReaders: string }) => {
    const { whoCanRead } = await import('./commands/who-can-read.ts');
    setCode(await whoCanRead(assets, options));
  });
}

function addScan(program: Command, setCode: SetCode): void {
  const command = program.command('scan').argument('[file...]', 'files or folders to read')
    .description('weaknesses, exposed assets, worst paths, coverage')
    .option('-n, --namespace <namespace>', 'report only this namespace')
    .option('-A, --all-namespaces', 'report all namespaces')
    .option('-l, --selector <selector>', 'report only objects with these labels')
    .addOption(new Option('--fail-on <severity>', 'exit 1 at or above').choices(['critical', 'high', 'medium', 'low', 'info', 'none']).default('high'))
    .option('--max-paths <count>', 'worst paths in the result', '1000');
  withOutput(withInput(command), SCAN).action(async (files: string[], options) => {
    const { scan } = await import('./commands/scan.ts');
    setCode(await scan(files, options));
  });
}

function addReach(program: Command, setCode: SetCode): void {
  const command = program.command('reach').argument('<position>', 'serviceaccount:NS/NAME, user:NAME, pod:NS/NAME, …')
    .description('everything that this position can read or become')
    .option('-n, --namespace <namespace>', 'namespace of TYPE/NAME');
  withOutput(withInput(command), GRAPHS).action(async (position: string, options) => {
    const { reach } = await import('./commands/reach.ts');
    setCode(await reach(position, options));
  });
}

function addPaths(program: Command, setCode: SetCode): void {
  const command = program.command('paths')
    .description('ranked paths from positions to assets')
    .option('--from <position>', 'only from this position')
    .option('--to <asset>', 'only to this asset')
    .option('-n, --namespace <namespace>', 'namespace of TYPE/NAME')
    .option('--max-paths <count>', 'paths in the result', '1000');
  withOutput(withInput(command), GRAPHS).action(async (options) => {
    const { paths } = await import('./commands/paths.ts');
    setCode(await paths(options));
  });
}

function addCan(program: Command, setCode: SetCode): void {
  const command = program.command('can').argument('[request...]', 'VERB RESOURCE[.GROUP][/SUB] [NAME]')
    .description('what the API server’s authorizers would say')
    .option('--as <subject>', 'the subject asked about; nothing is impersonated')
    .option('--as-group <group>', 'a group of the subject; repeatable', collect, [])
    .option('-n, --namespace <namespace>', 'namespace of the request')
    .option('-A, --all-namespaces', 'over all namespaces')
    .option('--requests <file>', 'one JSON request a line; - for stdin');
  withOutput(withInput(command), ['table', 'wide', 'json', 'ndjson']).action(async (request: string[], options) => {
    const { can } = await import('./commands/can.ts');
    setCode(await can(request, options));
  });
}

function addExplain(program: Command, setCode: SetCode): void {
  const command = program.command('explain').argument('<id>', 'id of a check, a technique or a path')
    .description('why, how to verify by hand, how to fix');
  withOutput(withInput(command), ['table', 'wide', 'json', 'markdown', 'dot', 'mermaid']).action(async (id: string, options) => {
    const { explain } = await import('./commands/explain.ts');
    setCode(await explain(id, options));
  });
}
