// The guide's manifests and configurations: our own checks find nothing in the first, and the second are what they say.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readYaml } from '@watertight/syntax';
import { runInProcess } from '../testing/in-process.ts';
import { scratch } from '../testing/scratch.ts';
import { run } from '../testing/subprocess.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../docs/guides/redaction');
const text = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');

interface Scan {
  readonly findings: readonly { readonly check: string; readonly severity: string }[];
}

async function findings(file: string): Promise<Scan['findings']> {
  const { stdout } = await runInProcess(['scan', '-f', file, '-o', 'json', '--fail-on', 'none']);
  return (JSON.parse(stdout) as Scan).findings;
}

describe.each(['sidecar.yaml', 'daemonset.yaml'])('%s', (name) => {
  test('no check of ours finds anything', async () => {
    expect(await findings(path.join(FOLDER, name))).toEqual([]);
  });

  test.each([
    ['readOnlyRootFilesystem: true', 'privileged: true', 'pod-privileged'],
    ['allowPrivilegeEscalation: false', 'allowPrivilegeEscalation: true', 'pod-privilege-escalation'],
    ['drop: [ALL]', 'add: [SYS_ADMIN]', 'pod-dangerous-capabilities'],
  ])('its twin with %s as %s is found', async (hardened, loose, check) => {
    using folder = scratch();
    const file = path.join(folder.path, name);
    writeFileSync(file, text(name).replaceAll(hardened, loose));
    expect((await findings(file)).map((finding) => finding.check)).toContain(check);
  });

  test('its arguments are those of the command', async () => {
    const [, list = ''] = /args: \[(redact, .*)\]/.exec(text(name)) ?? [];
    const args = list
      .split(', ')
      .map((word) => word.replaceAll("'", ''))
      .map((word) => (word.startsWith('/') ? FOLDER : word));
    // An address that no machine has ends it after all options are read.
    const at = args.indexOf('--listen') + 1;
    const { code, stderr } = await run(args.with(at, '192.0.2.1:4318'));
    expect([code, stderr.split('\n').find((line) => line.startsWith('error'))]).toEqual([
      4,
      'error: cannot listen on 192.0.2.1:4318 (EADDRNOTAVAIL)',
    ]);
  });
});

test('the sidecar may read its Secret: files of mode 0440 are root’s, and the group’s that the pod names', () => {
  const [, mode] = /defaultMode: (\d+)/.exec(text('sidecar.yaml')) ?? [];
  const [, group] = /runAsGroup: (\d+)/.exec(text('sidecar.yaml')) ?? [];
  const [, owner] = /fsGroup: (\d+)/.exec(text('sidecar.yaml')) ?? [];
  expect([mode, owner]).toEqual(['0440', group]);
});

test.each(['vector.yaml', 'fluent-bit.yaml'])('%s is YAML, and its pipe is one of ours', (name) => {
  expect(readYaml(text(name))).toMatchObject({ empty: false });
  expect(text(name)).toMatch(/tail -n \+1 -F \/var\/log\/app\/app\.log \| watertight redact /);
});
