// The shape of the command redact.
import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import type { RedactAction } from './commands/redact.ts';
import { listOption, withCluster } from './shell/options.ts';
import { keepYoungHeapSmall } from './shell/young-heap.ts';

/** Plain stars by class, the rule's name, or a keyed hash. */
const MASKS = ['exact', 'rule', 'hash'];

const ACTIONS = ['test', 'otlp', 'export'];
/** Programs that have a configuration of ours. */
const TARGETS = ['vector', 'fluent-bit', 'otel'];

export function addRedact(program: Command, setCode: (code: number) => void): void {
  const command = program
    .command('redact')
    .addArgument(
      new Argument(
        '[action]',
        'test: say what is masked where, by which rule; otlp: a proxy; export: for other programs',
      ).choices(ACTIONS),
    )
    .argument('[file]', 'the file to test')
    .description('masks secrets and personal data in logs: stdin to stdout, or a file')
    .option('--file <file>', 'read this file instead of stdin')
    .option('--in-place', 'rewrite the file; it is replaced whole or not at all')
    .addOption(new Option('--mask <how>', 'what is written for a value').choices(MASKS).default('exact'))
    .option('--card-last-four', 'show the last four digits of card numbers')
    .option('--key-file <file>', 'key of --mask hash: the same value has the same mask')
    .option('--stats', 'say on stderr how much was masked')
    .option('--metrics-file <file>', 'keep counts there for Prometheus: node_exporter’s textfile collector reads it')
    .addOption(new Option('--to <program>', 'of redact export: whose configuration to write').choices(TARGETS))
    .option('--output-file <file>', 'of redact export: write it there instead of to stdout')
    .option('--listen <address>', 'of redact otlp: where it takes logs over OTLP/HTTP (default: 127.0.0.1:4318)')
    .option('--forward <url>', 'of redact otlp: the collector that gets them, masked: http://collector:4318');
  withKnownValues(command).action(async (action: RedactAction | undefined, file: string | undefined, options) => {
    // Before the rest is loaded: that makes objects that live on, for which the heap would grow at once.
    if (action === undefined) keepYoungHeapSmall();
    const { redact } = await import('./commands/redact.ts');
    setCode(await redact({ ...options, action, testFile: file }));
  });
}

function withKnownValues(command: Command): Command {
  return withCluster(
    command
      .addOption(
        listOption('--known-from <file>', 'mask the values of these Secrets, or of a mounted folder; repeatable'),
      )
      .option('--known-from-cluster', 'mask the values of Secrets in the live cluster, read once')
      .option('-n, --namespace <namespace>', 'whose Secrets (default: of the context)')
      .addOption(new Option('-A, --all-namespaces', 'the Secrets of all namespaces').conflicts('namespace')),
  );
}
