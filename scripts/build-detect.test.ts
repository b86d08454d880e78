// Packs @watertight/detect and uses it as others do: from a folder of their own, in plain JavaScript, under plain Node.
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDetect } from './build-detect.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
let folder = '';

/** Throws with what the program said where it fails. */
function run(program: string, args: readonly string[], input?: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    ...(input !== undefined && { input }),
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

function node(name: string, script: string, input = ''): string {
  writeFileSync(path.join(folder, name), script);
  return run(process.execPath, [name], input);
}

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'watertight-published-')));
  const built = path.join(folder, 'built');
  await buildDetect(ROOT, built);
  run('npm', ['pack', './built', '--silent']);
  const [packed = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  rmSync(built, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module", "private": true }');
  run('npm', ['install', `./${packed}`, '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--silent']);
  symlinkSync(path.join(ROOT, 'node_modules/pino'), path.join(folder, 'node_modules/pino'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const installed = (name: string): string => path.join(folder, 'node_modules/@watertight/detect', name);

test('the package brings nothing along, runs no script, and has its licence', () => {
  const manifest = JSON.parse(readFileSync(installed('package.json'), 'utf8')) as Record<string, unknown>;
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest).not.toHaveProperty('scripts');
  expect(readFileSync(installed('LICENSE'), 'utf8')).toContain('Apache License');
});

describe('a stream', () => {
  const PIPE = `import { RedactStream } from '@watertight/detect/node';
process.stdin.pipe(new RedactStream()).pipe(process.stdout);`;

  test('redacts a pipe to its end, the line that has none included', () => {
    expect(node('pipe.js', PIPE, 'a password=hunter2\nall well\ntoken=abc123def')).toBe(
      'a password=**********\nall well\ntoken=**********',
    );
  });

  test('lets a slow reader hold the writer back', () => {
    const script = `import { RedactStream } from '@watertight/detect/node';
const stream = new RedactStream();
let taken = 0;
while (stream.write('all well\\n'.repeat(1000))) taken++;
const before = taken;
let bytes = 0;
stream.on('data', (data) => (bytes += data.length)).on('end', () => console.log(before < 100, bytes === (taken + 1) * 9000));
stream.once('drain', () => stream.end());`;
    expect(node('slow.js', script)).toBe('true true\n');
  });

  test('shows a prompt after a second of silence, and no more of a line than is safe', () => {
    const script = `import { RedactStream } from '@watertight/detect/node';
const stream = new RedactStream();
const alive = setInterval(() => {}, 1000);
stream.once('data', (data) => {
  console.log(JSON.stringify(data.toString()));
  stream.once('data', (rest) => console.log(JSON.stringify(rest.toString())));
  stream.end('ter2\\n');
  clearInterval(alive);
});
stream.write('Your name please: password=hun');`;
    expect(node('prompt.js', script)).toBe('"Your name please: "\n"password=**********\\n"\n');
  });

  test('the rest of the package is there', () => {
    const script = `import { Redactor, REDACTION_DETECTORS, findIn, LogsRedactor, ruleMask } from '@watertight/detect';
const redactor = new Redactor({ mask: ruleMask });
const out = Buffer.concat([...redactor.push(Buffer.from('password=hunter2')), ...redactor.flush()]).toString();
console.log(out, REDACTION_DETECTORS.length > 250, typeof findIn, typeof LogsRedactor);`;
    expect(node('rest.js', script)).toBe('password=[REDACTED:password] true function function\n');
  });
});

describe('a transport of pino', () => {
  const logging = (transport: string, lines: string): string => `import pino from 'pino';
const log = pino({ base: null, timestamp: false }, pino.transport(${transport}));
${lines}`;
  const SECRETS = "log.info({ password: 'hunter2', n: 1 }, 'user bob and password dbPass123!');";
  const MASKED = `{"level":30,"password":"**********","n":1,"msg":"user bob and password='**********'"}\n`;

  test('writes to standard output, whole when the program ends', () => {
    expect(node('plain.js', logging(`{ target: '@watertight/detect/pino' }`, SECRETS))).toBe(MASKED);
  });

  test('loses nothing of many lines, with letters of several bytes', () => {
    const lines = `for (let at = 0; at < 20000; at++) log.info({ at, token: 'abc123def' + at }, 'größer 🙂');`;
    const out = node('many.js', logging(`{ target: '@watertight/detect/pino' }`, lines)).trimEnd().split('\n');
    expect(out).toHaveLength(20_000);
    expect(out.every((line, at) => line === `{"level":30,"at":${at},"token":"**********","msg":"größer 🙂"}`)).toBe(
      true,
    );
  });

  test('writes to a file in a folder that it makes', () => {
    const options = `{ target: '@watertight/detect/pino', options: { destination: './logs/app.log', mkdir: true } }`;
    node('file.js', logging(options, SECRETS));
    expect(readFileSync(path.join(folder, 'logs/app.log'), 'utf8')).toBe(MASKED);
  });

  test('hands its lines to the next transport', () => {
    mkdirSync(path.join(folder, 'piped'));
    const pipeline = `{ pipeline: [
      { target: '@watertight/detect/pino', options: { pipeline: true, mask: 'rule' } },
      { target: 'pino/file', options: { destination: './piped/app.log' } },
    ] }`;
    node('pipeline.js', logging(pipeline, SECRETS));
    expect(readFileSync(path.join(folder, 'piped/app.log'), 'utf8')).toBe(
      MASKED.replaceAll('**********', '[REDACTED:password]'),
    );
  });

  test('shows the last four digits of a card where it is told to', () => {
    const options = `{ target: '@watertight/detect/pino', options: { mask: 'card-last-four' } }`;
    const out = node('card.js', logging(options, "log.info({ card: '4111 1111 1111 1111' }, 'paid');"));
    expect(out).toBe('{"level":30,"card":"**** **** **** 1111","msg":"paid"}\n');
  });

  test('a mask that there is none of ends the program, and nothing is written', () => {
    const options = `{ target: '@watertight/detect/pino', options: { mask: 'none', destination: './no.log' } }`;
    expect(() => node('no.js', logging(options, SECRETS))).toThrow('mask is one of exact, rule, card-last-four');
    expect(readdirSync(folder)).not.toContain('no.log');
  });
});

test('the types are those of the sources', () => {
  writeFileSync(
    path.join(folder, 'typed.ts'),
    `import { type Mask, Redactor } from '@watertight/detect';
import { RedactStream } from '@watertight/detect/node';
const mask: Mask = (span) => span.rule;
new RedactStream({ mask }).pipe(process.stdout);
const parts: Uint8Array[] = new Redactor().push(Buffer.from(''));
// @ts-expect-error no such option
new RedactStream({ masks: mask });
parts.pop();
`,
  );
  const options = {
    strict: true,
    noEmit: true,
    module: 'nodenext',
    types: ['node'],
    typeRoots: [path.join(ROOT, 'node_modules/@types')],
  };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['typed.ts'] }));
  expect(run(process.execPath, [path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'])).toBe('');
});
