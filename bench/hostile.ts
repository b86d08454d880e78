// Redacts one line of 64 MB of each hostile kind through the command, beside as many bytes of ordinary logs, and prints speed and memory.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_SEED } from './cluster.ts';
import { DATA_FOLDER } from './cluster-file.ts';
import { logFile } from './log-file.ts';
import { line, megabytes } from './table.ts';

const LINE_BYTES = 64e6;
const PART_BYTES = 1 << 20;
const HEAP_MEGABYTES = 256;
const COMMAND = path.resolve(import.meta.dirname, '../bin/watertight.js');
const HOOK = path.join(import.meta.dirname, 'jobs/usage.cjs');

/** What a line repeats: anchors that lead nowhere, signs that open something and never close it, and values without end. */
const UNITS: readonly (readonly [what: string, unit: string])[] = [
  ['one letter', 'x'],
  ['`bearer `', 'bearer '],
  ['`password=`, one value', 'password='],
  ['`token: `', 'token: '],
  ['`://a:b@`', '://a:b@'],
  ['`eyJ`', 'eyJ'],
  ['`4111 1111 `', '4111 1111 '],
  ['`{"password":`', '{"password":'],
  ['`-----BEGIN `', '-----BEGIN '],
  ['`[`', '['],
  ['`"`', '"'],
  ['`\\`', '\\'],
  ['`%3D`', '%3D'],
  ['base64', 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo'],
  ['`card=`', 'card='],
  ['names of services', 'datadog stripe token twilio key jenkins auth0 '],
  ['passwords', 'password=hunter2 '],
  ['tokens', 'token=a1b2c3d4e5f6 '],
  ['addresses', 'jane@example.com '],
  ['cookies', 'cookie: a=b;'],
  ['columns of `INSERT`', "insert into t (password) values ('a',"],
  ['accounts', '{"email":"jane@example.com","password":"hunter2!","card":"4111111111111111"},'],
  ['lists in lists', 'passwords:[a1b2c3d4 '],
  ['card numbers', '4111111111111111 '],
  ['variables', 'DB_PASSWORD=x1y2 API_KEY=abcd1234efgh '],
  ['YAML in JSON', String.raw`password: a1!\ntoken: b2\n`],
  ['quotes and values', '"password":"a1",'],
  ['connection strings', ';password=a b;'],
  ['passwords of URLs', 'https://u:p4ss@h/ '],
  ['statements of SQL', "identified by 'x1' set password = 'y2' "],
  ['options', 'mysql -u root -pS3cret --password=a1 '],
  ['headers', 'authorization: bearer abc123def456 '],
  ['sentences', 'password is hunter22 '],
  ['announcements', String.raw`the following token is:\n`],
  ['JWTs', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.abcdefghijklmnopqrst '],
  ['digits', '1234567890'],
  ['prefixes of issuers', 'ghp_ sk_live_ xoxb- AKIA glpat- '],
  ['entries of a runtime', '2026-11-30T00:00:00.000000000Z stdout P a1 '],
  ['all of them', 'password=token: bearer eyJ@://a:b@[{"card=4111 1111 '],
];

interface Usage {
  readonly cpu: number;
  readonly memory: number;
  readonly closed: boolean;
}

function fileOf(unit: string): string {
  mkdirSync(DATA_FOLDER, { recursive: true });
  const file = path.join(DATA_FOLDER, `hostile-${process.pid}.txt`);
  const handle = openSync(file, 'w');
  const part = unit.repeat(Math.ceil(PART_BYTES / unit.length));
  for (let left = LINE_BYTES; left > 0;) left -= writeSync(handle, part.slice(0, left), undefined, 'latin1');
  closeSync(handle);
  return file;
}

/** As many bytes of the log as a line has. */
function ordinaryFile(): string {
  const { file } = logFile(LINE_BYTES, DEFAULT_SEED);
  const bytes = Buffer.alloc(LINE_BYTES);
  const source = openSync(file, 'r');
  const length = readSync(source, bytes);
  closeSync(source);
  const made = path.join(DATA_FOLDER, `hostile-${process.pid}.txt`);
  const handle = openSync(made, 'w');
  writeSync(handle, bytes, 0, length);
  closeSync(handle);
  return made;
}

function usage(args: readonly string[], input?: string): Usage {
  const stdin = input === undefined ? 'ignore' : openSync(input, 'r');
  const command = [`--max-old-space-size=${HEAP_MEGABYTES}`, '--require', HOOK, ...args];
  const { output, stderr } = spawnSync(process.execPath, command, {
    stdio: [stdin, 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  if (typeof stdin === 'number') closeSync(stdin);
  const told = output[3] ?? '';
  if (told === '') throw new Error(`the command did not end by itself: ${stderr}`);
  return { ...(JSON.parse(told) as Omit<Usage, 'closed'>), closed: !/closed 0\b/.test(stderr) };
}

/** The best of the rounds: the least time, the least memory. */
function best(rounds: number, args: readonly string[], input?: string): Usage {
  const runs = Array.from({ length: rounds }, () => usage(args, input));
  return {
    cpu: Math.min(...runs.map(({ cpu }) => cpu)),
    memory: Math.max(...runs.map(({ memory }) => memory)),
    closed: runs.some(({ closed }) => closed),
  };
}

export function measureHostile(rounds: number): void {
  const runtime = best(rounds, ['-e', '0']);
  const started = best(rounds, [COMMAND, 'redact', '--stats']);
  const speedOf = (input: string): Usage & { readonly speed: number } => {
    const used = best(rounds, [COMMAND, 'redact', '--stats'], input);
    return { ...used, speed: LINE_BYTES / (used.cpu - started.cpu) };
  };
  line('one line of 64 MB', 'MB per CPU s', 'share of ordinary', 'closed', 'MiB above the start', 'above the runtime');
  line('---', '---:', '---:', '---', '---:', '---:');
  const file = ordinaryFile();
  const ordinary = speedOf(file);
  const row = (what: string, { speed, closed, memory }: ReturnType<typeof speedOf>): void => {
    const above = [started, runtime].map((from) => ((memory - from.memory) / 2 ** 20).toFixed(0));
    const share = `${((100 * speed) / ordinary.speed).toFixed(0)} %`;
    line(what, megabytes(speed), share, closed ? 'yes' : '', ...above);
  };
  row('ordinary lines', ordinary);
  for (const [what, unit] of UNITS) row(what, speedOf(fileOf(unit)));
  rmSync(file);
}
