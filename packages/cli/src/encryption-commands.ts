// The shape of the commands on encryption at rest.
import type { Command } from 'commander';
import { Option } from 'commander';
import { countOption, duration, failOnOption, listOption, withConfig, withOutput } from './shell/options.ts';

const FORBIDDING = 10;
/** Milliseconds; API servers look at their file once a minute. */
const WAIT_MS = 300_000;
/** Milliseconds: `--request-timeout` of an API server, unless it is set. */
const LONGEST_REQUEST_MS = 60_000;
const PROOF = ['table', 'wide', 'json', 'ndjson'];
const FINDINGS = ['table', 'wide', 'json', 'ndjson', 'sarif', 'junit'];

export function addEncryption(program: Command, setCode: (code: number) => void): void {
  const encryption = program
    .command('encryption')
    .description('encryption at rest: the API server’s EncryptionConfiguration, and what etcd’s bytes prove')
    .helpCommand('help [command]', 'help on a command');
  addLint(encryption, setCode);
  addVerify(encryption, setCode);
  addRotate(encryption, setCode);
}

function addLint(encryption: Command, setCode: (code: number) => void): void {
  const command = encryption
    .command('lint')
    .argument('<file...>', 'EncryptionConfiguration of an API server, - for standard input')
    .description('what an API server of a version makes of an EncryptionConfiguration, and what is weak in it')
    .option('--kubernetes-version <version>', 'the API server’s minor version (default: the newest known)')
    .addOption(
      listOption('--require <resources>', 'must be encrypted, beside secrets: configmaps,events.k8s.io; repeatable'),
    )
    .option('--automatic-reload', 'as with --encryption-provider-config-automatic-reload')
    .addOption(listOption('--feature-gates <gates>', 'gates of the API server: KMSv1=true'))
    .option('--fix', 'write the corrected file in its place, mode 0600, and say what comes next')
    .addOption(failOnOption('a finding is'));
  withOutput(withConfig(command), FINDINGS).action(async (files: string[], options) => {
    const { encryptionLint } = await import('./commands/encryption-lint.ts');
    setCode(await encryptionLint(files, options));
  });
}

/** How a running etcd is reached. */
function withEtcd(command: Command): Command {
  return command
    .addOption(listOption('--endpoints <urls>', 'etcd to read, https://HOST:2379; repeatable or with commas'))
    .option('--cacert <file>', 'PEM file of the authority of etcd’s certificate')
    .option('--cert <file>', 'PEM file of the client certificate')
    .option('--key <file>', 'PEM file of its key')
    .option('--prefix <prefix>', '--etcd-prefix of the API server', '/registry');
}

function addVerify(encryption: Command, setCode: (code: number) => void): void {
  const command = withEtcd(encryption.command('verify'))
    .description('proof from etcd’s bytes: which provider and key wrote each object, and what is in plain text')
    .option('--snapshot <file>', 'read this snapshot instead: etcdctl snapshot save FILE')
    .option('--data-dir <file>', 'read the data folder of a member instead, also of one that runs or has crashed')
    .option('--config <file>', 'EncryptionConfiguration of the API server: says what is stale and what its keys open')
    .addOption(listOption('--key-id <name=id>', 'key_id that the KMS v2 provider reports now; repeatable'))
    .addOption(
      listOption('--require <resources>', 'must be encrypted, beside secrets: configmaps,events.k8s.io; repeatable'),
    )
    .addOption(new Option('--retire <key>', 'exit 1 unless this key may be retired: aescbc:NAME, kms-v2:NAME:KEY_ID'))
    .addOption(countOption('--max-objects <count>', 'objects that are named of those that forbid it', FORBIDDING))
    .option('--canary-file <file>', 'search all bytes for the content of this file, which was put into a Secret')
    .addOption(failOnOption('a finding is'));
  withOutput(command, PROOF).action(async (options) => {
    const { encryptionVerify } = await import('./commands/encryption-verify.ts');
    setCode(await encryptionVerify(options));
  });
}

function addRotate(encryption: Command, setCode: (code: number) => void): void {
  withEtcd(encryption.command('rotate'))
    .description(
      'a new key for encryption at rest, step by step: where the rotation stands, as observed, and what comes next',
    )
    .requiredOption(
      '--new-key <key>',
      'key that shall write, by provider and name: secretbox:NAME, or kms:NAME of a KMS v2 plugin; the same in every run',
    )
    .addOption(listOption('--config <file>', 'EncryptionConfiguration of an API server; once for each'))
    .addOption(
      listOption(
        '--context <name>',
        'kubeconfig context that leads to that API server, not to a load balancer; in the order of --config',
      ),
    )
    .option('--kubeconfig <file>', 'kubeconfig to use instead of $KUBECONFIG or ~/.kube/config')
    .option('--resource <resource>', 'resource whose rule is rotated, with all others in that rule', 'secrets')
    .option('--kms-endpoint <socket>', 'socket of the plugin, unix:///PATH, for files that lack it')
    .option('--key-id <id>', 'key_id that the plugin is to report; without it, the one that all API servers agree on')
    .option('--dry-run', 'print the plan with what was observed at each gate, and change nothing')
    .option(
      '--no-storage-migration',
      'store objects again one by one, also where the cluster serves StorageVersionMigration',
    )
    .option('--finish', 'in the end, drop the old keys and identity from the files, once nothing in etcd needs them')
    .addOption(
      new Option('--wait <time>', 'longest that a gate may stay closed').argParser(duration).default(WAIT_MS, '5m'),
    )
    .addOption(
      new Option(
        '--longest-request <time>',
        '--request-timeout of the API servers: old keys stay for as long after the last write with one',
      )
        .argParser(duration)
        .default(LONGEST_REQUEST_MS, '1m'),
    )
    .addOption(new Option('--request-timeout <time>', 'longest wait for one answer: 30s, 2m').argParser(duration))
    .addOption(new Option('-o, --output <format>', 'format of the result').choices(['table', 'json']).default('table'))
    .option('--output-file <file>', 'write the result there instead of to stdout')
    .action(async (options) => {
      const { encryptionRotate } = await import('./commands/encryption-rotate.ts');
      setCode(await encryptionRotate(options));
    });
}
