// kms doctor: examines a plugin that runs, and says what is wrong and what to do.
import { examine } from '@watertight/kms';
import type { DoctorFinding } from '@watertight/kms';
import { mended, readSettings } from '../kms/backend-of.ts';
import { ExitCode } from '../shell/exit-code.ts';

export interface KmsDoctorOptions {
  readonly listen: string;
  readonly state: string;
  readonly encryptionConfig?: string;
  readonly output: 'table' | 'json';
}

function table(findings: readonly DoctorFinding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return findings
    .flatMap(({ check, result, detail, hint }) => {
      const line = `${result.padEnd(7)}  ${check.padEnd(width)}  ${detail}`;
      return hint === undefined ? [line] : [line, `${' '.repeat(width + 11)}→ ${hint}`];
    })
    .join('\n');
}

export async function kmsDoctor({ listen, state, encryptionConfig, output }: KmsDoctorOptions): Promise<number> {
  const settings = { listen, stateFolder: state };
  const more = encryptionConfig === undefined ? {} : { encryptionConfiguration: await readSettings(encryptionConfig) };
  const checks = await mended(() => examine({ ...settings, ...more }));
  const document = { schema: 'watertight/v1', kind: 'kms-doctor', checks };
  process.stdout.write(`${output === 'json' ? JSON.stringify(document, null, 2) : table(checks)}\n`);
  return checks.some(({ result }) => result === 'fail') ? ExitCode.findings : ExitCode.ok;
}
