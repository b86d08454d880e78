// Signals while something is at stake: it is cleaned up, none is lost, and afterwards the system's own way holds again.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ended } from '../testing/subprocess.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'watertight-interrupt-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MODULE = new URL('interrupt.ts', import.meta.url).href;

/** Runs a program that may use the module, and ends as `ended` says. */
function program(body: string): ReturnType<typeof ended> {
  const text = `import { finished, handlingSignals, started } from '${MODULE}';\n${body}`;
  return ended(spawn(process.execPath, ['--input-type=module-typescript', '-e', text], { stdio: 'pipe' }));
}

const KILL = (signal: string): string => `process.kill(process.pid, '${signal}');`;
/** Longer than a signal to oneself takes to arrive. */
const WAIT = 'await new Promise((resolve) => setTimeout(resolve, 60_000));';

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])('%s ends the work with %i and removes what is unfinished, and only that', async (signal, code) => {
  const [whole, half] = ['whole', 'half'].map((name) => path.join(folder, `${signal}-${name}`)) as [string, string];
  for (const file of [whole, half]) writeFileSync(file, '');
  const result = await program(`
    for (const file of ${JSON.stringify([whole, half])}) started(file);
    finished(${JSON.stringify(whole)});
    await handlingSignals(async () => { ${KILL(signal)} ${WAIT} });`);
  expect([result.code, result.stdout, result.stderr]).toEqual([code, '', '']);
  expect([existsSync(whole), existsSync(half)]).toEqual([true, false]);
});

test('a signal that comes as the work ends is not lost', async () => {
  const result = await program(`
    await handlingSignals(async () => { ${KILL('SIGINT')} });
    console.log('went on');`);
  expect([result.code, result.stdout]).toEqual([130, '']);
});

test('no handler stays behind: the next signal ends the process by itself', async () => {
  const result = await program(`
    const inner = handlingSignals(async () => 1);
    await Promise.all([inner, handlingSignals(async () => 2)]);
    console.log(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => process.listenerCount(signal)).join());
    ${KILL('SIGTERM')}
    for (;;);`);
  expect([result.stdout, result.signal]).toEqual(['0,0,0\n', 'SIGTERM']);
});

test('what the work gives and throws comes through', async () => {
  const result = await program(`
    console.log(await handlingSignals(async () => 'given'));
    await handlingSignals(async () => { throw new Error('thrown'); }).catch(({ message }) => console.log(message));`);
  expect([result.code, result.stdout]).toEqual([0, 'given\nthrown\n']);
});
