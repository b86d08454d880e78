// What shells are offered after the words typed so far.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checks, techniques } from '@watertight/engine';
import { formatsOf } from '@watertight/report';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram } from '../program.ts';
import { FAIL_ON } from '../shell/options.ts';
import { complete, completionText } from './complete.ts';
import { SCRIPTS } from './scripts.ts';

const PROGRAM = buildProgram(() => undefined, 'watertight');

async function words(...typed: string[]): Promise<string[]> {
  return (await complete(PROGRAM, typed)).candidates.map(({ word }) => word);
}

async function directive(...typed: string[]): Promise<number> {
  return (await complete(PROGRAM, typed)).directive;
}

describe('complete', () => {
  test('offers every command', async () => {
    const names = PROGRAM.commands.map((command) => command.name());
    expect(await words('')).toEqual([...names, 'help']);
    expect(await words()).toEqual([...names, 'help']);
    expect(await words('wh')).toEqual(['who-can-read']);
    expect(await words('nope', '')).toEqual([]);
    expect(await words('help', 'sc')).toEqual(['scan']);
    expect(await words('--v')).toEqual(['--version']);
  });

  test('offers the options that may still be given', async () => {
    expect(await words('scan', '--fail')).toEqual(['--fail-on', '--fail-on-incomplete']);
    expect(await words('scan', '--fail-on', 'low', '--fail')).toEqual(['--fail-on-incomplete']);
    expect(await words('scan', '--fail-on=low', '--fail-on')).toEqual(['--fail-on-incomplete']);
    expect(await words('scan', '-f', 'a', '--file')).toEqual(['--filename']);
    expect(await words('scan', '-o', 'json', '--output')).toEqual(['--output-file']);
    expect(await words('scan', '-')).toContain('--help');
    expect(await words('scan', '--', '-')).toEqual([]);
  });

  test.each(['scan', 'who-can-read', 'reach', 'paths', 'can', 'can-connect', 'explain', 'diff'] as const)(
    'offers the formats of %s',
    async (name) => {
      const formats = [...formatsOf(name)].toSorted();
      expect((await words(name, '-o', '')).toSorted()).toEqual(formats);
      expect((await words(name, '--output', '')).toSorted()).toEqual(formats);
      expect((await words(name, '--output', '=', '')).toSorted()).toEqual(formats);
      expect((await words(name, '--output=')).toSorted()).toEqual(formats.map((format) => `--output=${format}`));
    },
  );

  test('goes into a group of commands', async () => {
    expect(await words('kms', '')).toEqual(['serve', 'doctor', 'keys', 'audit']);
    expect(await words('kms', 'd')).toEqual(['doctor']);
    expect(await words('kms', 'doctor', '--li')).toEqual(['--listen']);
    expect(await words('kms', 'serve', '--backend', 'v')).toEqual(['vault']);
    expect(await words('kms', 'nope', '')).toEqual([]);
  });

  test('offers severities', async () => {
    expect(await words('scan', '--fail-on', '')).toEqual([...FAIL_ON]);
    expect(await words('scan', '--fail-on', 'm')).toEqual(['medium']);
  });

  test('offers checks and techniques with their titles', async () => {
    expect(await words('explain', '')).toEqual([...techniques, ...checks].map(({ id }) => id));
    const { candidates } = await complete(PROGRAM, ['explain', 'pod-privileged']);
    expect(candidates).toEqual([
      { word: 'pod-privileged', description: checks.find(({ id }) => id === 'pod-privileged')?.title },
    ]);
    expect(await words('explain', 'A1', '')).toEqual([]);
  });

  test('offers the beginnings of ids, verbs and shells', async () => {
    expect(await words('who-can-read', 'sec')).toEqual(['secret/']);
    expect(await words('reach', '-n', 'a', 'serv')).toEqual(['serviceaccount/']);
    expect(await words('paths', '--from', 'serv')).toEqual(['serviceaccount/']);
    expect(await words('scan', '--as', 'serv')).toEqual(['serviceaccount/']);
    expect(await words('scan', '--as-')).toEqual(['--as-of', '--as-group']);
    expect(await words('can', 'delete')).toEqual(['delete', 'deletecollection']);
    expect(await words('can', 'get', '')).toEqual([]);
    expect(await words('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  test('lets the shell offer files where a file is meant, and only there', async () => {
    for (const typed of [
      ['scan', ''],
      ['scan', '-f', ''],
      ['paths', '--output-file', ''],
      ['scan', '--baseline='],
    ]) {
      expect(await directive(...typed)).toBe(0);
    }
    for (const typed of [[''], ['scan', '-'], ['scan', '-o', ''], ['explain', ''], ['scan', '-n', '']]) {
      expect(await directive(...typed)).toBe(4);
    }
    expect(await directive('who-can-read', 'secret/')).toBe(6);
  });

  test.each([
    ['--'],
    ['scan', '--nope', ''],
    ['scan', '=', ''],
    ['scan', '--output='],
    ['__proto__', ''],
    ['can', '--', ''],
  ])('never fails: %j', async (...typed) => {
    expect(completionText(await complete(PROGRAM, typed))).toMatch(/(?:^|\n):\d\n$/);
  });
});

describe('the scripts', () => {
  let folder = '';
  let environment: NodeJS.ProcessEnv = {};

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'watertight-completion-'));
    const main = path.resolve(import.meta.dirname, '../main.ts');
    writeFileSync(path.join(folder, 'watertight'), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
    chmodSync(path.join(folder, 'watertight'), 0o755);
    environment = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}`, HOME: folder };
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function answers(shell: string, args: readonly string[]): string[] {
    const { stdout } = spawnSync(shell, args, { env: environment, encoding: 'utf8' });
    return stdout.split('\n').filter((line) => line !== '');
  }

  function isInstalled(shell: string): boolean {
    return spawnSync(shell, ['--version']).status === 0;
  }

  test('bash', (context) => {
    context.skip(!isInstalled('bash'), 'bash is not installed');
    const ask =
      'COMP_WORDS=(watertight scan --output = j); COMP_CWORD=4; _watertight; printf "%s\\n" "${COMPREPLY[@]}"';
    expect(answers('bash', ['-c', `${SCRIPTS.bash}\n${ask}`])).toEqual(['json', 'junit']);
  });

  test('zsh', (context) => {
    context.skip(!isInstalled('zsh'), 'zsh is not installed');
    const stubs = 'compdef() { : }\n_describe() { print -l -- "${candidates[@]}" }\n_files() { print files }\n';
    const ask =
      'words=(watertight scan --output-); CURRENT=3; _watertight; words=(watertight scan -f ""); CURRENT=4; _watertight';
    expect(answers('zsh', ['-f', '-c', `${stubs}${SCRIPTS.zsh}\n${ask}`])).toEqual([
      '--output-file:write the result there instead of to stdout',
      'files',
    ]);
  });

  test('fish', (context) => {
    context.skip(!isInstalled('fish'), 'fish is not installed');
    expect(answers('fish', ['--no-config', '-c', `${SCRIPTS.fish}\ncomplete -C "watertight scan -o js"`])).toEqual([
      'json',
    ]);
  });
});
