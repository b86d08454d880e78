// Runs the benchmarks and prints their tables: `npm run bench -- [read-json] [read-yaml] [exposure] [reach] [fix-network] [redact] [hostile] [whole] [start] [live] [verify] [--rounds N] [--pods N,N]`.
import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleIn } from '../bin/start.js';
import { clusterFile } from './cluster-file.ts';
import type { Form } from './cluster-file.ts';
import { countOf, DEFAULT_SEED, sizeOf } from './cluster.ts';
import { etcdFile } from './etcd-file.ts';
import { liveTimes, OBJECTS_LIVE, whyNotLive } from './live.ts';
import { bestOf, mainThread, run } from './processes.ts';
import { measureHostile } from './hostile.ts';
import { measureNetworkFixes } from './network-fixes.ts';
import { measureReach } from './reach.ts';
import { measureRedaction } from './redaction.ts';
import { line, megabytes, seconds } from './table.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const OBJECTS_READ = 100_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, pods: { type: 'string', default: '10000,100000,300000' } },
});
const rounds = Number(values.rounds);
const wanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name);

function machine(): void {
  const [cpu] = cpus();
  console.log(
    `${cpus().length} cores (${cpu?.model ?? 'unknown'}), ${megabytes(totalmem())} MB, Node ${process.versions.node}, seed ${DEFAULT_SEED}, best of ${rounds}\n`,
  );
}

function readJson(): void {
  line('100,000 objects as JSON', 'MB', 'baseline s', 'ours s', 'ratio', 'ratio of CPU s', 'ours resident MB');
  line('---', '---:', '---:', '---:', '---:', '---:', '---:');
  // The last has the same objects, each three times as long: memory must not grow with the file.
  for (const form of ['compact', 'indented', 'managed'] as readonly Form[]) {
    const { file, bytes } = clusterFile(OBJECTS_READ, form, DEFAULT_SEED);
    const [baseline, ours] = bestOf(
      rounds,
      ['jobs/read-json.ts', 'baseline', file],
      ['jobs/read-json.ts', 'ours', file],
    );
    line(
      form,
      megabytes(bytes),
      seconds(baseline.seconds),
      seconds(ours.seconds),
      (ours.seconds / baseline.seconds).toFixed(2),
      (ours.cpu / baseline.cpu).toFixed(2),
      megabytes(ours.memory),
    );
  }
}

/** The readers of YAML alone, against js-yaml; `syntax-yaml.ts` prints its own figures. */
function readYaml(): void {
  execFileSync(process.execPath, [path.join(import.meta.dirname, 'syntax-yaml.ts')], { stdio: 'inherit' });
}

function exposure(): void {
  line('pods', 'objects', 'read s', 'graph s', 'scan s', 'compute s', 'one Secret s', 'resident MB');
  line('---:', '---:', '---:', '---:', '---:', '---:', '---:', '---:');
  for (const pods of values.pods.split(',').map(Number)) {
    const objects = countOf(sizeOf(pods));
    const { file } = clusterFile(objects, 'compact', DEFAULT_SEED);
    const [best] = bestOf(Math.min(rounds, 3), ['jobs/exposure.ts', file]);
    const stage = (name: string): string => seconds(best.stages?.[name] ?? Number.NaN);
    line(
      pods,
      objects,
      stage('read'),
      stage('graph'),
      stage('scan'),
      seconds(best.seconds),
      stage('one Secret'),
      megabytes(best.memory),
    );
  }
}

/** CPU seconds of all threads; the last row over the one before it is the ratio that is budgeted. */
function reach(): void {
  line('pods', 'policies', 'labels', 'classes', 'compile CPU s', 'one query CPU s', 'the same by pairs', 'resident MB');
  line('---:', '---:', '---', '---:', '---:', '---:', '---:', '---:');
  for (const { size, measured } of measureReach(Math.min(rounds, 3))) {
    const [pods = '', policies = '', , labels = 'as usual'] = size;
    const stage = (name: string): string => (measured.stages?.[name] ?? Number.NaN).toFixed(4);
    const { memory } = measured;
    const classes = measured.stages?.['classes'] ?? Number.NaN;
    line(
      pods,
      policies,
      labels,
      classes,
      stage('compile'),
      stage('query'),
      stage('all pairs of one query'),
      megabytes(memory),
    );
  }
}

/** The bundled command where there is one, else the sources. */
function command(...args: readonly string[]): readonly string[] {
  return [path.join(ROOT, 'bin/watertight.js'), ...args];
}

interface Timed {
  readonly seconds: number;
  /** Of the main thread. */
  readonly cpu: number;
}

/** Elapsed and main thread's seconds of each command, the least of all rounds; in turns, so that a busy minute hits all alike. */
function timedInTurns(commands: readonly (readonly string[])[]): Timed[] {
  const least = commands.map((): Timed => ({ seconds: Infinity, cpu: Infinity }));
  for (let round = 0; round < rounds; round++) {
    commands.forEach((args, index) => {
      const known = least[index] as Timed;
      least[index] = { seconds: Math.min(known.seconds, run(args)), cpu: Math.min(known.cpu, mainThread(args)) };
    });
  }
  return least;
}

function whole(): void {
  const { file } = clusterFile(countOf(sizeOf(10_000)), 'compact', DEFAULT_SEED);
  const [{ seconds: elapsed, cpu }] = timedInTurns([
    command('scan', '-f', file, '-o', 'json', '--fail-on', 'none'),
  ]) as [Timed];
  line('10,000 pods, whole run', 's', 'main thread CPU s');
  line('---', '---:', '---:');
  line('scan -o json', seconds(elapsed), seconds(cpu));
}

/** Which program is measured. */
function programForm(): string {
  return bundleIn() === undefined ? 'from source: run npm run bundle first' : 'bundled';
}

function start(): void {
  const folder = path.join(ROOT, 'examples/seed-backend');
  const names = ['node -e 0', '--help', 'scan of examples/seed-backend'];
  const measured = timedInTurns([
    ['-e', '0'],
    command('--help'),
    command('scan', '-f', folder, '--no-render', '--fail-on', 'none'),
  ]);
  const [node] = measured as [Timed];
  line(`start (${programForm()})`, 's', '× node -e 0', 'main thread CPU s', '× node -e 0');
  line('---', '---:', '---:', '---:', '---:');
  measured.forEach(({ seconds: elapsed, cpu }, index) => {
    const ratios = [(elapsed / node.seconds).toFixed(1), (cpu / node.cpu).toFixed(1)];
    line(names[index] ?? '', elapsed.toFixed(3), ratios[0] ?? '', cpu.toFixed(3), ratios[1] ?? '');
  });
}

async function live(): Promise<void> {
  const reason = whyNotLive();
  if (reason !== undefined) return console.log(`live: skipped, ${reason}`);
  const { lists, kubectl, ours } = await liveTimes(rounds, path.join(ROOT, 'bin/watertight.js'));
  line(`${OBJECTS_LIVE.toLocaleString('en')} objects of a live cluster, ${lists} lists`, 's', 'CPU s');
  line('---', '---:', '---:');
  line('kubectl get … -o json > /dev/null', seconds(kubectl.seconds), seconds(kubectl.cpu));
  line(`scan --context … (${programForm()})`, seconds(ours.seconds), seconds(ours.cpu));
  line('ratio', (ours.seconds / kubectl.seconds).toFixed(2), (ours.cpu / kubectl.cpu).toFixed(2));
}

const VALUE_BYTES = 1000;

/** The baseline reads the file and hashes it. The last is as large as etcd's database is by default allowed to be. */
function verify(): void {
  line(
    'Secrets in an etcd snapshot',
    'MB',
    'read and hash CPU s',
    'verify s',
    'verify CPU s',
    'ratio of CPU s',
    'resident MB',
  );
  line('---:', '---:', '---:', '---:', '---:', '---:', '---:');
  for (const objects of [100_000, 300_000, 1_340_000]) {
    const { file, bytes } = etcdFile(objects, VALUE_BYTES);
    const [baseline, ours] = bestOf(rounds, ['jobs/verify.ts', 'baseline', file], ['jobs/verify.ts', 'ours', file]);
    const ratio = (ours.cpu / baseline.cpu).toFixed(1);
    line(
      objects.toLocaleString('en'),
      megabytes(bytes),
      seconds(baseline.cpu),
      seconds(ours.seconds),
      seconds(ours.cpu),
      ratio,
      megabytes(ours.memory),
    );
  }
}

machine();
const benches: readonly [string, () => void | Promise<void>][] = [
  ['read-json', readJson],
  ['read-yaml', readYaml],
  ['exposure', exposure],
  ['reach', reach],
  ['fix-network', () => measureNetworkFixes(Math.min(rounds, 3))],
  ['redact', () => measureRedaction(rounds)],
  ['hostile', () => measureHostile(Math.min(rounds, 3))],
  ['whole', whole],
  ['start', start],
  ['live', live],
  ['verify', verify],
];
for (const [name, bench] of benches) {
  if (!wanted(name)) continue;
  await bench();
  console.log('');
}
