// The shape of the commands that read texts rather than objects: detect and redact.
import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import { failOnOption, listOption, withConfig, withOutput } from './shell/options.ts';

const FORMS = ['table', 'wide', 'json', 'ndjson', 'sarif', 'junit'];
/** Plain stars by class, the rule's name, or a keyed hash. */
const MASKS = ['exact', 'rule', 'hash'];

export function addDetect(program: Command, setCode: (code: number) => void): void {
  const command = program
    .command('detect')
    .argument('[path...]', 'files or folders to read, - for standard input')
    .description('secrets in text: manifests, Helm values and releases, git history, images, logs')
    .addOption(listOption('-f, --filename <file>', 'file, folder or - to read; repeatable'))
    .addOption(failOnOption('a secret is'))
    .option('--git', 'read the whole history of the repository there, each content once')
    .option('--staged', 'read what is to be committed in the repository there: for pre-commit')
    .addOption(
      listOption('--rules <file>', 'rules of your own in the TOML of gitleaks, beside the detectors; repeatable'),
    )
    .option('--fingerprint-key-file <file>', 'key of 16 bytes or more: each value gets its HMAC, to follow it')
    .option('--baseline <file>', 'findings that are known and fail nothing')
    .option('--write-baseline <file>', 'write what is found now as the baseline')
    .option('--as-of <time>', 'the time at which suppressions are judged: 2027-01-31 or RFC 3339 (default: now)');
  withOutput(withConfig(command), FORMS).action(async (paths: string[], options) => {
    const { detect } = await import('./commands/detect.ts');
    setCode(await detect(paths, options));
  });
}

export function addRedact(program: Command, setCode: (code: number) => void): void {
  program
    .command('redact')
    .addArgument(new Argument('[action]', 'test: say what is masked where, by which rule').choices(['test']))
    .argument('[file]', 'the file to test')
    .description('masks secrets and personal data in logs: stdin to stdout, or a file')
    .option('--file <file>', 'read this file instead of stdin')
    .option('--in-place', 'rewrite the file; it is replaced whole or not at all')
    .addOption(new Option('--mask <how>', 'what is written for a value').choices(MASKS).default('exact'))
    .option('--key-file <file>', 'key of --mask hash: the same value has the same mask')
    .addOption(
      listOption('--known-from <file>', 'mask the values of these Secrets, or of a mounted folder; repeatable'),
    )
    .option('--stats', 'say on stderr how much was masked')
    .action(async (action: 'test' | undefined, file: string | undefined, options) => {
      const { redact } = await import('./commands/redact.ts');
      setCode(await redact({ ...options, action, testFile: file }));
    });
}
