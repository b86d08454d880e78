// The options that commands share, so that one word means one thing everywhere.
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';

/** Kept as written here: the engine's own list would load the engine for `--help`; a test compares the two. */
export const FAIL_ON = ['critical', 'high', 'medium', 'low', 'info', 'none'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** An option that may be given again; its value is a list. */
export function listOption(flags: string, description: string): Option {
  const collect = (value: string, previous: readonly string[]): readonly string[] => [...previous, value];
  return new Option(flags, description).argParser(collect).default([], 'none');
}

/** Which settings file to read. */
export function withConfig(command: Command): Command {
  return command
    .option('--config <file>', 'settings (default: .watertight.yaml in this folder, where there is one)')
    .option('--no-config', 'read no settings file');
}

/** Whose rights count on the cluster that is read; `can` has these words for the subject that it asks about. */
function withActing(command: Command): Command {
  return command
    .option('--as <user>', 'user to act as on the cluster that is read (needs the right to impersonate)')
    .addOption(listOption('--as-group <group>', 'group to act as a member of, with --as; repeatable'));
}

/** Which cluster to read, and as whom. */
export function withCluster(command: Command): Command {
  const isTaken = command.options.some(({ long }) => long === '--as');
  return (isTaken ? command : withActing(command))
    .option('--context <name>', 'context of the kubeconfig to read live (default: the current one)')
    .option('--kubeconfig <file>', 'kubeconfig to use instead of $KUBECONFIG or ~/.kube/config')
    .addOption(new Option('--request-timeout <time>', 'longest wait for one answer: 30s, 2m').argParser(duration));
}

/** What of the cluster that is read where no file is named. */
export function withLive(command: Command): Command {
  return withCluster(command).option(
    '--secret-values',
    'ask the cluster for whole Secrets, and drop the values as they are read',
  );
}

/** What to read, and how. */
export function withInput(command: Command): Command {
  return withLive(withConfig(command))
    .addOption(listOption('-f, --filename <file>', 'file, folder or - to read instead of a cluster; repeatable'))
    .option('--default-namespace <namespace>', 'namespace of objects that name none', 'default')
    .option('--kubernetes-version <version>', 'the cluster’s minor version, for example 1.37')
    .option('--no-render', 'do not run kubectl kustomize or helm template');
}

/** Where the result goes, and how it looks. */
export function withOutput(command: Command, formats: readonly string[]): Command {
  return command
    .addOption(new Option('-o, --output <format>', 'format of the result').choices(formats).default('table'))
    .option('--output-file <file>', 'write the result there instead of to stdout')
    .addOption(new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']).default('auto'))
    .option('--fail-on-incomplete', 'exit 3 when something could not be read');
}

/** Which of the objects are reported; what is read does not change. */
export function withSelection(command: Command): Command {
  return command
    .addOption(new Option('-A, --all-namespaces', 'report all namespaces').conflicts('namespace'))
    .option('-l, --selector <selector>', 'report only objects with these labels: a=b,c!=d,e in (f,g),h,!i');
}

/** From which severity on a command exits 1. */
export function failOnOption(what: string): Option {
  return new Option('--fail-on <severity>', `exit 1 when ${what} that severe`).choices(FAIL_ON).default('high');
}

/** An option whose value is a whole number above 0. */
export function countOption(flags: string, description: string, fallback: number): Option {
  return new Option(flags, description).argParser(wholeNumber).default(fallback);
}

function wholeNumber(text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('It is a whole number above 0.');
  return count;
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `30s`, `2m` or, as for kubectl, a bare number of seconds. */
export function duration(text: string): number {
  const [, count = '', unit = 's'] = /^(\d{1,6})([smh]?)$/.exec(text) ?? [];
  const milliseconds = Number(count) * (UNITS[unit || 's'] ?? 0);
  if (milliseconds < 1) throw new InvalidArgumentError('Write it as 30s, 2m or 1h.');
  return milliseconds;
}
