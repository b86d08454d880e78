// The shape of the commands around the KMS v2 plugin: serve, doctor, keys, audit.
import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import { duration, withConfig } from './shell/options.ts';

type SetCode = (code: number) => void;

/** Kept as written in the package kms, which `--help` must not load; a test compares the two. */
export const KMS_BACKENDS = ['file', 'pkcs11', 'vault', 'aws', 'gcp', 'azure'];
const WINDOW_MS = 900_000;
const STATE = '/var/lib/watertight/kms';

function withKeys(command: Command): Command {
  return withConfig(command)
    .addOption(new Option('--backend <name>', 'where the key is').choices(KMS_BACKENDS).makeOptionMandatory())
    .option('--settings <file>', 'settings of the backend, YAML or JSON')
    .option('--state <folder>', 'folder of the key ring and the audit log', STATE);
}

function addServe(kms: Command, setCode: SetCode): void {
  const command = kms
    .command('serve')
    .description('run the plugin until SIGTERM; SIGHUP reads the key ring again')
    .requiredOption('--listen <address>', 'unix:///PATH of the socket')
    .addOption(
      new Option('--window <time>', 'how long a revoked key can still be used: 30s to 24h')
        .argParser(duration)
        .default(WINDOW_MS, '15m'),
    )
    .option('--metrics <address>', 'HOST:PORT for Prometheus; none without it');
  withKeys(command).action(async (options) => {
    const { kmsServe } = await import('./commands/kms-serve.ts');
    setCode(await kmsServe(options));
  });
}

function addDoctor(kms: Command, setCode: SetCode): void {
  kms
    .command('doctor')
    .description('examine a plugin that runs: socket, answers, key ring, audit log, the API server’s configuration')
    .requiredOption('--listen <address>', 'unix:///PATH of the socket')
    .option('--state <folder>', 'folder of the key ring and the audit log', STATE)
    .option('--encryption-config <file>', 'the API server’s EncryptionConfiguration, to see whether it uses the plugin')
    .addOption(new Option('-o, --output <format>', 'format of the result').choices(['table', 'json']).default('table'))
    .action(async (options) => {
      const { kmsDoctor } = await import('./commands/kms-doctor.ts');
      setCode(await kmsDoctor(options));
    });
}

function addKeys(kms: Command, setCode: SetCode): void {
  const command = kms
    .command('keys')
    .addArgument(new Argument('<action>', 'what to do').choices(['init', 'list', 'add', 'activate', 'retire']))
    .argument('[key-id]', 'the key to activate or retire')
    .description('the key ring: make it, add a key on every node, let it write, retire an old one');
  withKeys(command).action(async (action: string, keyId: string | undefined, options) => {
    const { kmsKeys } = await import('./commands/kms-keys.ts');
    setCode(await kmsKeys(action, keyId, options));
  });
}

function addAudit(kms: Command, setCode: SetCode): void {
  kms
    .command('audit')
    .argument('<file...>', 'audit logs, oldest first')
    .description('verify the chain of audit logs')
    .action(async (files: string[]) => {
      const { kmsAudit } = await import('./commands/kms-audit.ts');
      setCode(await kmsAudit(files));
    });
}

export function addKms(program: Command, setCode: SetCode): void {
  const kms = program
    .command('kms')
    .description('the KMS v2 plugin: the key that encrypts etcd stays outside the cluster');
  for (const add of [addServe, addDoctor, addKeys, addAudit]) add(kms, setCode);
}
