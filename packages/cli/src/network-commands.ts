// The shape of the commands that answer questions about the network.
import { Option } from 'commander';
import type { Command } from 'commander';
import { withInput, withOutput } from './shell/options.ts';

/** Kept as written here: the engine's own list would load the engine for `--help`; a test compares the two. */
export const PLUGINS = ['generic', 'calico', 'cilium', 'ovn'] as const;
const FORMATS = ['table', 'wide', 'json', 'ndjson'];

export function addCanConnect(program: Command, setCode: (code: number) => void): void {
  const command = program
    .command('can-connect')
    .description('what the network would allow, and which policies decide it')
    .option('--from <endpoint>', 'pod/NAME, deployment/NAME, service/NAME, node/NAME, ip:ADDRESS, network:internet, …')
    .option('--to <endpoint>', 'the same, of what is connected to')
    .option('--port <port>', 'number or name, and protocol: 5432/TCP, 53/UDP, http')
    .option('-n, --namespace <namespace>', 'namespace of TYPE/NAME')
    .addOption(new Option('--cni <plugin>', 'whose reading of the specification counts').choices(PLUGINS))
    .option('--requests <file>', 'one JSON request a line; - for stdin')
    .option('--as-of <time>', 'the day at which certificates are judged: 2027-01-31 or RFC 3339 (default: now)');
  withOutput(withInput(command), FORMATS).action(async (options) => {
    const { canConnect } = await import('./commands/can-connect.ts');
    setCode(await canConnect(options));
  });
}

/** Kept as written here, as above. */
export const FIX_STAGES = [
  'dry-run',
  'allow-ingress',
  'deny-ingress',
  'allow-egress',
  'deny-egress',
  'retire',
] as const;

export function addFix(program: Command, setCode: (code: number) => void): void {
  const fix = program
    .command('fix')
    .description('changes that close what is open, verified by running the engine on the input with them')
    .helpCommand('help [command]', 'help on a command');
  const command = fix
    .command('network')
    .description('the least NetworkPolicies that keep what is needed and deny the rest')
    .option('-n, --namespace <namespace>', 'only for this namespace (default: all but the cluster’s own)')
    .addOption(new Option('--cni <plugin>', 'whose reading of the specification counts').choices(PLUGINS))
    .option('--observed <file>', 'flows that were seen and have to stay, one JSON a line, also Hubble’s; - for stdin')
    .option('--accept-unknown', 'what is declared and leads to nothing in the input is said, and forbids nothing')
    .option('--replace', 'also take away the policies that are there, at the end')
    .addOption(new Option('--mtls', 'with -o yaml: Istio’s mTLS from PERMISSIVE to STRICT instead').conflicts('stage'))
    .addOption(new Option('--stage <stage>', 'with -o yaml: only what this stage applies').choices(FIX_STAGES));
  withOutput(withInput(command), ['table', 'wide', 'json', 'yaml']).action(async (options) => {
    const { fixNetwork } = await import('./commands/fix-network.ts');
    setCode(await fixNetwork(options));
  });
}
