// Redaction beside that of others: `node bench/peers/measure.ts [--rounds N] [--lines N]` prints their speed on the same pipe, and what each masks of the log corpus.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Finder, REDACTION_DETECTORS, Redactor } from '@watertight/detect';
import { benignLines, type Line, sensitiveLines } from '../../testbed/log-corpus/corpus.ts';
import { judged } from '../../testbed/log-corpus/judge.ts';
import { DEFAULT_SEED } from '../cluster.ts';
import { logFile } from '../log-file.ts';
import { peer, type Peer, PEERS } from '../peer.ts';
import { type Elapsed, program } from '../processes.ts';
import { line, megabytes, seconds } from '../table.ts';

const LOG_BYTES = 200e6;
const CORPUS_SEED = 41;
/** Lines that a peer is given at once: it may look beyond a line, and must not lose one. */
const BATCH_LINES = 100;

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '1' }, lines: { type: 'string', default: '10000' } },
});

function ours(text: string): Promise<string> {
  const redactor = new Redactor({ finder: FINDER });
  const parts = [...redactor.push(Buffer.from(text)).map((part) => Buffer.from(part)), ...redactor.flush()];
  return Promise.resolve(Buffer.concat(parts).toString());
}

const FINDER = new Finder(REDACTION_DETECTORS);

/** Whole processes, from a pipe to nowhere, in turns. */
function speed(rounds: number, peers: readonly string[]): void {
  const { file, bytes } = logFile(LOG_BYTES, DEFAULT_SEED);
  const piped = (job: string, ...args: readonly string[]): readonly [string, ...string[]] => [
    ...(['sh', '-c', 'file=$1; shift; cat "$file" | "$@"', 'sh', file] as const),
    process.execPath,
    path.join(import.meta.dirname, '../jobs', job),
    ...args,
  ];
  const rows: readonly (readonly [string, readonly [string, ...string[]]])[] = [
    ['a pipe through Node', piped('redact.ts', 'copy', '-')],
    ['`redact`', piped('redact.ts', 'ours', '-')],
    ...peers.map((name) => [name, piped('redact-peer.ts', name)] as const),
  ];
  const best = new Map<string, Elapsed>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of rows) {
      const elapsed = program(command);
      if (elapsed.cpu < (best.get(name)?.cpu ?? Infinity)) best.set(name, elapsed);
    }
  }
  line(`${megabytes(bytes)} MB from a pipe, whole process`, 'CPU s', 'MB per CPU s', '× `redact`');
  line('---', '---:', '---:', '---:');
  const own = best.get('`redact`')?.cpu ?? Number.NaN;
  for (const [name, { cpu }] of best) line(name, seconds(cpu), (bytes / cpu / 1e6).toFixed(1), (cpu / own).toFixed(2));
}

async function masked(mask: Peer, lines: readonly Pick<Line, 'risky'>[]): Promise<string[]> {
  const out: string[] = [];
  for (let at = 0; at < lines.length; at += BATCH_LINES) {
    const batch = lines.slice(at, at + BATCH_LINES);
    const text = await mask(batch.map(({ risky }) => `${risky}\n`).join(''));
    const got = text.split('\n').slice(0, batch.length);
    out.push(...got);
  }
  return out;
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;

/** The seeds' risky lines, and the six values in them. */
const SEED_LINES: readonly Pick<Line, 'risky' | 'secrets'>[] = [
  {
    risky:
      "[INFO] Executing query: SELECT * FROM users WHERE email='jane.doe@example.com' AND password='superSecretPassword123'",
    secrets: ['jane.doe@example.com', 'superSecretPassword123'],
  },
  {
    risky: '[ERROR] Connection timed out with username db_user and password dbPass123!',
    secrets: ['dbPass123!'],
  },
  {
    risky: '[DEBUG] Payload: {"creditCardNumber":"4111111111111111","expiration":"12/25","cvv":"123"}',
    secrets: ['4111111111111111', '12/25', '"123"'],
  },
];

/** The class of a value; the corpus names the issuers of keys. */
const CLASSES = ['password', 'token', 'email', 'card'] as const;
const classOf = ({ kind }: Line): string => CLASSES.find((name) => name === kind) ?? 'keys of issuers';

/** Values that no longer stand in their lines, by class, and benign lines that came out changed. */
async function accuracy(count: number, masks: ReadonlyMap<string, Peer>): Promise<void> {
  const sensitive = sensitiveLines(count, CORPUS_SEED);
  const benign = benignLines(count, CORPUS_SEED + 1);
  const classes = [...CLASSES, 'keys of issuers'];
  line(
    `${count} lines of the log corpus: values masked`,
    'all',
    ...classes,
    'of the seeds’ six',
    'benign lines changed',
  );
  line('---', '---:', ...classes.map(() => '---:'), '---:', '---:');
  for (const [name, mask] of masks) {
    const got = await masked(mask, sensitive);
    const shares = [undefined, ...classes].map((wanted) => {
      const chosen = [...sensitive.keys()].filter(
        (at) => wanted === undefined || classOf(sensitive[at] as Line) === wanted,
      );
      const { values: all, shown } = judged(
        chosen.map((at) => sensitive[at] as Line),
        chosen.map((at) => got[at] ?? ''),
      );
      return percent(all - shown, all);
    });
    const seeds = await masked(mask, SEED_LINES);
    const gone = SEED_LINES.flatMap(({ secrets }, at) =>
      secrets.filter((secret) => seeds[at]?.includes(secret) !== true),
    );
    const out = await masked(mask, benign);
    const changed = benign.filter(({ risky }, index) => out[index] !== risky).length;
    line(name, ...shares, gone.length, percent(changed, count));
  }
}

const masks = new Map<string, Peer>([['`redact`', ours]]);
for (const name of PEERS) {
  const mask = await peer(name);
  if (mask === undefined) console.log(`${name} is not installed: npm ci --ignore-scripts --prefix bench/peers\n`);
  else masks.set(name, mask);
}
await accuracy(Number(values.lines), masks);
console.log('');
if (Number(values.rounds) > 0)
  speed(
    Number(values.rounds),
    PEERS.filter((name) => masks.has(name)),
  );
