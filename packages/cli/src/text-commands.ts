// The shape of the command that reads texts rather than objects: detect.
import type { Command } from 'commander';
import { failOnOption, listOption, withLive, withConfig, withOutput } from './shell/options.ts';

const FORMS = ['table', 'wide', 'json', 'ndjson', 'sarif', 'junit'];

export function addDetect(program: Command, setCode: (code: number) => void): void {
  const command = program
    .command('detect')
    .argument('[path...]', 'files or folders to read, - for standard input')
    .description('secrets in text: manifests, Helm releases, git history, images, logs; with --context, a cluster')
    .addOption(listOption('-f, --filename <file>', 'file, folder or - to read; repeatable'))
    .addOption(failOnOption('a secret is'))
    .option('--git', 'read the whole history of the repository there, each content once')
    .option('--staged', 'read what is to be committed in the repository there: for pre-commit')
    .addOption(
      listOption('--rules <file>', 'rules of your own in the TOML of gitleaks, beside the detectors; repeatable'),
    )
    .option('-n, --namespace <namespace>', 'of a cluster, read this namespace only')
    .option('--logs', 'of a cluster, read the end of each container’s log, too')
    .option('--fingerprint-key-file <file>', 'key of 16 bytes or more: each value gets its HMAC, to follow it')
    .option('--baseline <file>', 'findings that are known and fail nothing')
    .option('--write-baseline <file>', 'write what is found now as the baseline')
    .option('--as-of <time>', 'the time at which suppressions are judged: 2027-01-31 or RFC 3339 (default: now)');
  withOutput(withLive(withConfig(command)), FORMS).action(async (paths: string[], options) => {
    const { detect } = await import('./commands/detect.ts');
    setCode(await detect(paths, options));
  });
}
