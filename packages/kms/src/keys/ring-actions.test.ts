// A key ring is made and added to within a time: a store that hangs ends the command, and nothing is written.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MakingBackend } from '../backends/deadline.ts';
import { MemoryBackend } from '../testing/memory-backend.ts';
import { addToRing, initRing } from './ring-actions.ts';
import { ringFile } from './ring-file.ts';

const NOW = '2026-01-01T00:00:00Z';
const SHORT_MS = 10;

let stateFolder: string;
beforeEach(() => {
  stateFolder = path.join(mkdtempSync(path.join(tmpdir(), 'watertight-ring-')), 'state');
});
afterEach(() => rmSync(path.dirname(stateFolder), { recursive: true }));

const forever = async (): Promise<never> => await new Promise(() => undefined);
const late = { name: 'BackendError', kind: 'unreachable', message: `no answer within ${SHORT_MS} ms` };

/** A store that names its newest key, or makes one, when it is asked. */
function backend(more: Partial<MakingBackend>): MakingBackend {
  const store = new MemoryBackend();
  return {
    name: store.name,
    newest: async () => await store.newest(),
    wrap: async (...asked) => await store.wrap(...asked),
    unwrap: async (...asked) => await store.unwrap(...asked),
    close: async () => await store.close(),
    ...more,
  };
}

test.each([
  ['names its key', { newest: forever }],
  ['makes a key', { create: forever }],
])('a store that hangs when it %s', async (_, more) => {
  const place = { stateFolder, backend: backend(more), now: NOW, answerMs: SHORT_MS };
  await expect(initRing(place)).rejects.toMatchObject(late);
  expect(existsSync(ringFile(stateFolder))).toBe(false);

  await initRing({ ...place, backend: backend({}) });
  const before = readFileSync(ringFile(stateFolder), 'utf8');
  await expect(addToRing(place)).rejects.toMatchObject(late);
  expect(readFileSync(ringFile(stateFolder), 'utf8')).toBe(before);
});

test('a store that makes keys is asked for one, and not for its newest', async () => {
  const own = { store: 'memory', name: 'made', version: '7', made: '' };
  const making = backend({ create: async () => await Promise.resolve(own), newest: forever });
  const { keys } = await initRing({ stateFolder, backend: making, now: NOW });
  expect(keys).toMatchObject([{ key: own, state: 'active' }]);
});
