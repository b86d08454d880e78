// Redacts generated logs, from file to file and from a pipe, beside plain copies and the programs of others, and prints the tables.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_SEED } from './cluster.ts';
import { logFile } from './log-file.ts';
import { bestOf, type Elapsed, program } from './processes.ts';
import { line, megabytes, seconds } from './table.ts';

const LOG_BYTES = 200e6;
const NEWLINE = 0x0a;
const JOB = path.join(import.meta.dirname, 'jobs/redact.ts');
const COMMAND = path.join(import.meta.dirname, '../bin/watertight.js');
/** What a team writes that has an hour for it. */
const SED = [
  's/(password|passwd|pwd|secret|token|api[_-]?key)(["\' ]*[:=]["\' ]*)[^"\' ,;&]+/\\1\\2**********/Ig',
  's/(bearer )[A-Za-z0-9._~+/=-]+/\\1**********/Ig',
  's/[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}/**********/g',
  's/eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+/**********/g',
  's/\\b4[0-9]{15}\\b/************/g',
].join(';');

export function measureRedaction(rounds: number): void {
  const { file, bytes } = logFile(LOG_BYTES, DEFAULT_SEED);
  fromFile(file, bytes, rounds);
  console.log('');
  others(file, bytes, rounds);
}

/** The whole file to another file on the same disk; the baseline writes what it reads. */
function fromFile(file: string, bytes: number, rounds: number): void {
  const measured = bestOf(
    rounds,
    ['jobs/redact.ts', 'copy', file],
    ['jobs/redact.ts', 'ours', file],
    ['jobs/redact.ts', 'tables', file],
    ['jobs/redact.ts', 'ours', file, '1000'],
    ['jobs/redact.ts', 'ours', file, '10000'],
  );
  const names = [
    'plain copy',
    '`redact`',
    '`redact` without SIMD',
    '`redact`, 1,000 known values',
    '`redact`, 10,000 known values',
  ];
  const lines = lineCount(file);
  line(
    `${megabytes(bytes)} MB of CRI logs`,
    'CPU s',
    'MB per CPU s',
    '× copy',
    '× `redact`',
    'candidates',
    'resident MB',
  );
  line('---', '---:', '---:', '---:', '---:', '---:', '---:');
  measured.forEach(({ cpu, memory, objects }, index) => {
    const ratios = [measured[0], measured[1]].map((other) => (cpu / other.cpu).toFixed(2));
    const candidates = objects === 0 ? '' : `${((100 * objects) / lines).toFixed(2)} %`;
    line(names[index] ?? '', seconds(cpu), megabytes(bytes / cpu), ...ratios, candidates, megabytes(memory));
  });
}

/** Whole processes, from a pipe to nowhere. */
function others(file: string, bytes: number, rounds: number): void {
  const piped = (...command: readonly string[]): readonly [string, ...string[]] => [
    'sh',
    '-c',
    'file=$1; shift; cat "$file" | "$@"',
    'sh',
    file,
    ...command,
  ];
  const rows: readonly (readonly [name: string, command: readonly [string, ...string[]]])[] = [
    ['a pipe through Node', piped(process.execPath, JOB, 'copy', '-')],
    ['`redact` in a pipe', piped(process.execPath, JOB, 'ours', '-')],
    ['`watertight redact`', piped(process.execPath, COMMAND, 'redact')],
    ['`sed -E`, five expressions', piped('sed', '-E', SED)],
    ['`gitleaks detect --pipe`, finds and does not mask', piped('gitleaks', 'detect', '--pipe', '--exit-code', '0')],
  ];
  line(`${megabytes(bytes)} MB from a pipe, whole process`, 'CPU s', 'MB per CPU s', '× the first');
  line('---', '---:', '---:', '---:');
  const best = new Map<string, Elapsed>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of rows) {
      if (!isThere(command)) continue;
      const known = best.get(name);
      const elapsed = program(command);
      if (known === undefined || elapsed.cpu < known.cpu) best.set(name, elapsed);
    }
  }
  const first = best.get('a pipe through Node')?.cpu ?? Number.NaN;
  for (const [name] of rows) {
    const cpu = best.get(name)?.cpu;
    if (cpu === undefined) line(name, 'not installed', '', '');
    else line(name, seconds(cpu), megabytes(bytes / cpu), (cpu / first).toFixed(2));
  }
}

/** Whether the program behind the pipe is installed. */
function isThere(command: readonly string[]): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', command[5] ?? '']).status === 0;
}

function lineCount(file: string): number {
  let count = 0;
  const bytes = readFileSync(file);
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
