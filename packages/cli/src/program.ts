// The command line's shape: every command with its options; what a command does is loaded when it runs.
import { Argument, Command, Option } from 'commander';
import { SHELLS } from './completion/words.ts';
import type { Shell } from './completion/words.ts';
import { addRedact } from './redact-command.ts';
import { addCanConnect, addFix, PLUGINS } from './network-commands.ts';
import { addEncryption } from './encryption-commands.ts';
import { addKms } from './kms-commands.ts';
import {
  countOption,
  failOnOption,
  listOption,
  withConfig,
  withInput,
  withOutput,
  withSelection,
} from './shell/options.ts';
import { programName } from './shell/program-name.ts';
import { VERSION } from './shell/version.ts';
import { addDetect } from './text-commands.ts';

type SetCode = (code: number) => void;
type Add = (program: Command, setCode: SetCode) => void;

const MANY_PATHS = 1000;
const REPLAYED_PATHS = 100;
const TEXT = ['table', 'wide', 'json', 'ndjson'];
const GRAPHS = [...TEXT, 'markdown', 'dot', 'mermaid', 'opengraph'];
const SCAN = [...GRAPHS, 'sarif', 'junit'];

/** What no option says of itself. */
const FOOTER = `
Settings: flags, then WATERTIGHT_… variables, then .watertight.yaml.
Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage or settings, 3 incomplete, 4 could not run, 130 interrupted.`;

/** `name` is `kubectl watertight` when called as a kubectl plugin. */
export function buildProgram(setCode: SetCode, name = programName()): Command {
  const program = new Command(name)
    .description(
      'Finds every way that sensitive data can leak from a Kubernetes cluster, proves each one, and closes it.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpCommand('help [command]', 'help on a command')
    .enablePositionalOptions()
    .addHelpText('after', FOOTER);
  for (const add of COMMANDS) add(program, setCode);
  program.hook('preAction', async (_, command) => {
    const { applySettings } = await import('./settings/apply-settings.ts');
    await applySettings(command);
  });
  for (const command of everyCommand(program)) {
    command.exitOverride().configureOutput({ outputError: () => undefined });
  }
  return program;
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

function addScan(program: Command, setCode: SetCode): void {
  const command = program
    .command('scan')
    .argument('[file...]', 'files or folders to read')
    .description('weaknesses, exposed assets, worst paths, coverage')
    .option('-n, --namespace <namespace>', 'report only this namespace')
    .addOption(failOnOption('a finding or exposed asset is'))
    .option('--baseline <file>', 'findings and exposures that are known and fail nothing')
    .option('--write-baseline <file>', 'write what is found now as the baseline')
    .option('--as-of <time>', 'the time at which suppressions are judged: 2027-01-31 or RFC 3339 (default: now)')
    .addOption(countOption('--max-paths <count>', 'worst paths in the result', MANY_PATHS));
  withOutput(withInput(withSelection(command)), SCAN).action(async (files: string[], options) => {
    const { scan } = await import('./commands/scan.ts');
    setCode(await scan(files, options));
  });
}

function addWhoCanRead(program: Command, setCode: SetCode): void {
  const command = program
    .command('who-can-read')
    .argument('[asset...]', 'secret/NAME, secret:NS/NAME#KEY, serviceaccount/NAME, …')
    .description('every position that can read the asset, with certainty, hops and proof')
    .option('-n, --namespace <namespace>', 'namespace of TYPE/NAME; with --all, report only this one')
    .option('--all', 'every Secret; with -o ndjson one a line as they come')
    .addOption(countOption('--max-readers <count>', 'readers shown of each asset with --all', 1000));
  withOutput(withInput(withSelection(command)), GRAPHS).action(async (assets: string[], options) => {
    const { whoCanRead } = await import('./commands/who-can-read.ts');
    setCode(await whoCanRead(assets, options));
  });
}

function addReach(program: Command, setCode: SetCode): void {
  const command = program
    .command('reach')
    .argument('<position>', 'serviceaccount:NS/NAME, user:NAME, pod:NS/NAME, …')
    .description('everything that this position can read or become, and connect to')
    .option('--network', 'also what it can connect to: ports that pods declare, the internet, metadata, kubelets')
    .option('--port <port>', 'also who can connect to this port of it: 5432/TCP, 53/UDP, http')
    .addOption(new Option('--cni <plugin>', 'with --network or --port: whose reading counts').choices(PLUGINS))
    .option('-n, --namespace <namespace>', 'namespace of TYPE/NAME');
  withOutput(withInput(command), GRAPHS).action(async (position: string, options) => {
    const { reach } = await import('./commands/reach.ts');
    setCode(await reach(position, options));
  });
}

function addPaths(program: Command, setCode: SetCode): void {
  const command = program
    .command('paths')
    .description('ranked paths from positions to assets')
    .option('--from <position>', 'only from this position')
    .option('--to <asset>', 'only to this asset')
    .option('-n, --namespace <namespace>', 'namespace of TYPE/NAME; without --from and --to, report only this one')
    .addOption(countOption('--max-paths <count>', 'paths in the result', MANY_PATHS));
  withOutput(withInput(withSelection(command)), GRAPHS).action(async (options) => {
    const { paths } = await import('./commands/paths.ts');
    setCode(await paths(options));
  });
}

function addCan(program: Command, setCode: SetCode): void {
  const command = program
    .command('can')
    .argument('[request...]', 'VERB RESOURCE[.GROUP][/SUB] [NAME]')
    .description('what the API server’s authorizers would say')
    .option('--as <subject>', 'the subject asked about; nothing is impersonated')
    .addOption(listOption('--as-group <group>', 'a group of the subject; repeatable'))
    .option('-n, --namespace <namespace>', 'namespace of the request')
    .addOption(new Option('-A, --all-namespaces', 'over all namespaces').conflicts('namespace'))
    .option('--requests <file>', 'one JSON request a line; - for stdin');
  withOutput(withInput(command), TEXT).action(async (request: string[], options) => {
    const { can } = await import('./commands/can.ts');
    setCode(await can(request, options));
  });
}

function addExplain(program: Command, setCode: SetCode): void {
  const command = program
    .command('explain')
    .argument('<id>', 'id of a check, a technique or a path')
    .description('why, how to verify by hand, how to fix; with -f also where it holds');
  withOutput(withInput(command), [...TEXT, 'markdown', 'dot', 'mermaid']).action(async (id: string, options) => {
    const { explain } = await import('./commands/explain.ts');
    setCode(await explain(id, options));
  });
}

function addProve(program: Command, setCode: SetCode): void {
  const command = program
    .command('prove')
    .argument('[path-id...]', 'ids of paths, as scan, paths and who-can-read show them (default: the worst exposures)')
    .description('replays the steps of paths against a live API server; changes nothing and reads no Secret')
    .option('--from <position>', 'paths from this position')
    .option('--to <asset>', 'paths to this asset')
    .option('-n, --namespace <namespace>', 'namespace of TYPE/NAME; without --from and --to, only paths to this one')
    .addOption(countOption('--max-paths <count>', 'worst paths that are replayed', REPLAYED_PATHS));
  withOutput(withInput(withSelection(command)), TEXT).action(async (ids: string[], options) => {
    const { prove } = await import('./commands/prove.ts');
    setCode(await prove(ids, options));
  });
}

function addSnapshot(program: Command, setCode: SetCode): void {
  const command = program
    .command('snapshot')
    .description('the facts of a cluster or of files, without values, for offline use: read it with -f')
    .option('-n, --namespace <namespace>', 'of a live cluster, list only this namespace')
    .option('--output-file <file>', 'write the snapshot there instead of to stdout')
    .option('--print-commands', 'connect to nothing; print the kubectl commands that write what would be read')
    .option('--fail-on-incomplete', 'exit 3 when something could not be read');
  withInput(command).action(async (options) => {
    const { snapshot } = await import('./commands/snapshot.ts');
    setCode(await snapshot(options));
  });
}

function addDiff(program: Command, setCode: SetCode): void {
  const command = program
    .command('diff')
    .argument('<old>', 'an earlier scan, written with -o json')
    .argument('<new>', 'the scan to compare it with')
    .description('what is new, gone or changed between two scans')
    .addOption(failOnOption('something new, or graver than it was, is'));
  withOutput(withConfig(command), [...TEXT, 'markdown']).action(async (older: string, newer: string, options) => {
    const { diff } = await import('./commands/diff.ts');
    setCode(await diff(older, newer, options));
  });
}

function addCompletion(program: Command): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'whose script to print').choices(SHELLS))
    .description('print a completion script: source <(watertight completion bash)')
    .action(async (shell: Shell) => {
      const { SCRIPTS } = await import('./completion/scripts.ts');
      process.stdout.write(SCRIPTS[shell]);
    });
}

function addVersion(program: Command): void {
  program
    .command('version')
    .description('print the version')
    .action(() => {
      process.stdout.write(`${VERSION}\n`);
    });
}

const COMMANDS: readonly Add[] = [
  addWhoCanRead,
  addScan,
  addReach,
  addPaths,
  addCan,
  addCanConnect,
  addExplain,
  addProve,
  addFix,
  addSnapshot,
  addDetect,
  addRedact,
  addEncryption,
  addKms,
  addDiff,
  addCompletion,
  addVersion,
];
