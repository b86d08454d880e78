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
    .option('--requests <file>', 'one JSON request a line; - for stdin');
  withOutput(withInput(command), FORMATS).action(async (options) => {
    const { canConnect } = await import('./commands/can-connect.ts');
    setCode(await canConnect(options));
  });
}
