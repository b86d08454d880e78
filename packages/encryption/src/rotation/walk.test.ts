// Rotations of one to three servers, killed and reloaded anywhere, with writers all along: no value that some server cannot read, and an end.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileStage, RotationEvidence } from './evidence.ts';
import { rotationStep } from './step.ts';

type Key = 'old' | 'new';
const READS: Readonly<Record<FileStage, readonly Key[]>> = {
  absent: ['old'],
  second: ['old', 'new'],
  first: ['new', 'old'],
  only: ['new'],
};
const NEXT: Readonly<Record<FileStage, FileStage>> = { absent: 'second', second: 'first', first: 'only', only: 'only' };

/** Servers that poll their file when they please, and a store that each of them writes. */
class World {
  readonly files: FileStage[];
  readonly loaded: FileStage[];
  readonly values: Key[] = ['old', 'old', 'old'];

  constructor(servers: number) {
    this.files = Array.from({ length: servers }, () => 'absent');
    this.loaded = [...this.files];
  }

  observe(): RotationEvidence {
    const old = this.values.filter((key) => key === 'old').length;
    const unreadable = this.values.filter((key) => this.files.some((stage) => !READS[stage].includes(key))).length;
    return {
      servers: this.files.map((stage, at) => ({
        name: String(at),
        stage,
        fileHash: stage,
        loadedHash: this.loaded[at],
        identity: String(at),
        process: '1',
        ready: true,
        failedReloads: 0,
        keyIdHash: undefined,
        opensPlugins: undefined,
      })),
      leases: this.files.map((_, at) => String(at)),
      keysAgree: true,
      plugin: undefined,
      store: { revision: 1, objects: this.values.length, old, unreadable, pluginKeys: 0, isComplete: true },
    };
  }

  reload(at: number): void {
    this.loaded[at % this.files.length] = this.files[at % this.files.length] ?? 'absent';
  }

  write(at: number): void {
    this.values[at % this.values.length] = READS[this.loaded[at % this.loaded.length] ?? 'absent'][0] ?? 'old';
  }

  /** One run: does what the step says, and is killed after `work` files or objects. */
  run(work: number): void {
    const { state, verdict, servers } = rotationStep(this.observe());
    if (verdict === 'refuse') throw new Error(`refused in ${state.id}`);
    if (verdict === 'wait') return;
    for (const name of servers.slice(0, work)) this.files[Number(name)] = NEXT[this.files[Number(name)] ?? 'absent'];
    if (state.id === 'rewrite') for (let at = 0; at < Math.min(work, this.values.length); at++) this.write(at);
  }

  /** Values that some server does not open with what it runs with. */
  get lost(): number {
    return this.values.filter((key) => this.loaded.some((stage) => !READS[stage].includes(key))).length;
  }
}

const EVENT = fc.record({ kind: fc.constantFrom('run', 'reload', 'write'), at: fc.nat(5) });

test('from wherever it was killed, it ends, and every value is readable by every server all along', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }), fc.array(EVENT, { maxLength: 60 }), (servers, events) => {
      const world = new World(servers);
      for (const { kind, at } of events) {
        if (kind === 'run') world.run(at);
        else if (kind === 'reload') world.reload(at);
        else world.write(at);
        expect(world.lost).toBe(0);
      }
      for (let round = 0; round < 20 && rotationStep(world.observe()).state.id !== 'done'; round++) {
        world.run(10);
        for (let at = 0; at < servers; at++) world.reload(at);
        expect(world.lost).toBe(0);
      }
      expect([rotationStep(world.observe()).state.id, world.observe().store?.old]).toEqual(['done', 0]);
    }),
    { numRuns: 2000 },
  );
});

test('a plan that does not wait for reloads loses values', () => {
  const world = new World(2);
  for (const stage of ['second', 'first'] as const) world.files.fill(stage);
  world.reload(0);
  world.write(0);
  expect(world.lost).toBe(1);
});
