// The shape of the commands on encryption at rest.
import type { Command } from 'commander';
import { failOnOption, listOption, withConfig, withOutput } from './shell/options.ts';

const FINDINGS = ['table', 'wide', 'json', 'ndjson', 'sarif', 'junit'];

export function addEncryption(program: Command, setCode: (code: number) => void): void {
  const encryption = program
    .command('encryption')
    .description('encryption at rest: the API server’s EncryptionConfiguration')
    .helpCommand('help [command]', 'help on a command');
  addLint(encryption, setCode);
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
