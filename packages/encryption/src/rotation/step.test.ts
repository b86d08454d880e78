// Each state and gate of a rotation, beside evidence that differs in one thing and gives another answer.
import { describe, expect, test } from 'vitest';
import type { FileStage, RotationEvidence, ServerEvidence, StoreEvidence } from './evidence.ts';
import { rotationStep } from './step.ts';

const server = (name: string, stage: FileStage, other: Partial<ServerEvidence> = {}): ServerEvidence => ({
  name,
  stage,
  fileHash: `sha256:${stage}`,
  loadedHash: `sha256:${stage}`,
  identity: `id-${name}`,
  process: '1',
  ready: true,
  failedReloads: 0,
  keyIdHash: undefined,
  opensPlugins: undefined,
  ...other,
});
const STORE: StoreEvidence = { revision: 9, objects: 5, old: 5, unreadable: 0, pluginKeys: 0, isComplete: true };
const CLEAN: StoreEvidence = { ...STORE, old: 0 };

function evidence(a: FileStage, b: FileStage, other: Partial<RotationEvidence> = {}): RotationEvidence {
  const servers = [server('a', a), server('b', b)];
  return { servers, leases: ['id-a', 'id-b'], keysAgree: true, plugin: undefined, store: STORE, ...other };
}

const answer = (given: RotationEvidence): unknown[] => {
  const { state, verdict, servers } = rotationStep(given);
  return [state.id, verdict, ...servers];
};

test.each<[FileStage, FileStage, StoreEvidence, unknown[]]>([
  ['absent', 'absent', STORE, ['add', 'go', 'a', 'b']],
  ['second', 'absent', STORE, ['add', 'go', 'b']],
  ['second', 'second', STORE, ['promote', 'go', 'a', 'b']],
  ['first', 'second', STORE, ['promote', 'go', 'b']],
  ['first', 'absent', STORE, ['mend', 'go', 'b']],
  ['only', 'absent', STORE, ['mend', 'go', 'b']],
  ['first', 'first', STORE, ['rewrite', 'go']],
  ['first', 'first', { ...STORE, old: 1 }, ['rewrite', 'go']],
  ['first', 'first', CLEAN, ['drop', 'go', 'a', 'b']],
  ['first', 'first', { ...CLEAN, isComplete: false }, ['rewrite', 'refuse']],
  ['only', 'first', CLEAN, ['drop', 'go', 'b']],
  ['only', 'first', { ...STORE, unreadable: 5 }, ['rewrite', 'refuse']],
  ['only', 'only', CLEAN, ['done', 'go']],
  ['only', 'only', { ...CLEAN, old: 1, unreadable: 1 }, ['done', 'refuse']],
])('%s and %s, %j', (a, b, store, expected) => {
  expect(answer(evidence(a, b, { store }))).toEqual(expected);
});

describe('gates', () => {
  const two = (other: Partial<ServerEvidence>, stage: FileStage = 'second'): RotationEvidence =>
    evidence(stage, stage, { servers: [server('a', stage), server('b', stage, other)] });
  const alone = (servers: readonly ServerEvidence[]): RotationEvidence => evidence('second', 'second', { servers });

  test.each<[string, RotationEvidence, string, string, string]>([
    ['all is seen', two({}), 'loaded', 'open', 'go'],
    ['an old file is loaded', two({ loadedHash: 'sha256:absent' }), 'loaded', 'closed', 'wait'],
    ['what is loaded is not said', two({ loadedHash: undefined }), 'loaded', 'unseen', 'refuse'],
    ['not ready', two({ ready: false }), 'ready', 'closed', 'wait'],
    ['no answer', two({ ready: undefined }), 'ready', 'unseen', 'refuse'],
    ['the same server twice', two({ identity: 'id-a' }), 'all-servers', 'closed', 'refuse'],
    [
      'two processes of one machine',
      evidence('second', 'second', {
        servers: [server('a', 'second'), server('b', 'second', { identity: 'id-a', process: '2' })],
        leases: ['id-a'],
      }),
      'all-servers',
      'open',
      'go',
    ],
    [
      'a server without a name, whose Lease another may be',
      two({ identity: undefined }),
      'all-servers',
      'unseen',
      'refuse',
    ],
    ['a process without a start', two({ process: undefined }), 'all-servers', 'unseen', 'refuse'],
    ['a server that nobody named', alone([server('a', 'second')]), 'all-servers', 'closed', 'refuse'],
    ['no server named', alone([]), 'ready', 'unseen', 'refuse'],
    ['no Leases', evidence('second', 'second', { leases: [] }), 'all-servers', 'unseen', 'refuse'],
    [
      'Leases that may not be listed',
      evidence('second', 'second', { leases: undefined }),
      'all-servers',
      'unseen',
      'refuse',
    ],
    ['keys that differ', evidence('second', 'second', { keysAgree: false }), 'keys-agree', 'closed', 'refuse'],
    ['etcd not read', evidence('second', 'second', { store: undefined }), 'readable', 'unseen', 'refuse'],
    [
      'a value that does not open',
      evidence('second', 'second', { store: { ...STORE, unreadable: 1 } }),
      'readable',
      'closed',
      'refuse',
    ],
    [
      'not every value read',
      evidence('second', 'second', { store: { ...STORE, isComplete: false } }),
      'readable',
      'unseen',
      'refuse',
    ],
  ])('%s', (_, given, id, state, verdict) => {
    const step = rotationStep(given);
    expect([step.gates.find((gate) => gate.id === id)?.state ?? 'absent', step.verdict]).toEqual([state, verdict]);
  });

  test('a key that is left out of one file is put back without waiting for reloads', () => {
    const servers = [server('a', 'first'), server('b', 'absent', { loadedHash: 'sha256:second' })];
    expect(answer(evidence('first', 'absent', { servers, store: { ...STORE, unreadable: 2 } }))).toEqual([
      'mend',
      'go',
      'b',
    ]);
    expect(answer(evidence('first', 'absent', { servers, keysAgree: false }))).toEqual(['mend', 'refuse', 'b']);
  });

  test('the last file is done when it is loaded, and not before', () => {
    const late = [server('a', 'only'), server('b', 'only', { loadedHash: 'sha256:first' })];
    expect(answer(evidence('only', 'only', { servers: late, store: CLEAN }))).toEqual(['settle', 'wait']);
    const silent = [server('a', 'only'), server('b', 'only', { loadedHash: undefined })];
    expect(answer(evidence('only', 'only', { servers: silent, store: CLEAN }))).toEqual(['settle', 'refuse']);
  });

  test('old values, then the drop of their key waits for every reload', () => {
    const late = [server('a', 'first'), server('b', 'first', { loadedHash: 'sha256:second' })];
    expect(answer(evidence('first', 'first', { servers: late, store: CLEAN }))).toEqual(['drop', 'wait', 'a', 'b']);
    expect(answer(evidence('first', 'first', { servers: late }))).toEqual(['rewrite', 'wait']);
  });
});

describe('a plugin', () => {
  const PLUGIN = { plugin: { expectedHash: undefined } };
  const told = (a: string | undefined, b: string | undefined, stage: FileStage = 'only'): readonly ServerEvidence[] => [
    server('a', stage, { keyIdHash: a, opensPlugins: true }),
    server('b', stage, { keyIdHash: b, opensPlugins: true }),
  ];
  const kms = (servers: readonly ServerEvidence[], other: Partial<RotationEvidence> = {}): RotationEvidence =>
    evidence('only', 'only', { servers, ...PLUGIN, store: { ...STORE, pluginKeys: 2 }, ...other });

  test.each<[string, RotationEvidence, unknown[]]>([
    ['a new key_id under the same name', kms(told('n', 'n')), ['rewrite', 'go']],
    ['a server that was not told yet', kms(told('n', 'o')), ['rewrite', 'wait']],
    ['a server that does not say', kms(told('n', undefined)), ['rewrite', 'refuse']],
    ['the key_id that is expected', kms(told('n', 'n'), { plugin: { expectedHash: 'n' } }), ['rewrite', 'go']],
    ['both still report the old', kms(told('o', 'o'), { plugin: { expectedHash: 'n' } }), ['rewrite', 'wait']],
    ['nothing old', kms(told('n', 'n'), { store: { ...CLEAN, pluginKeys: 1 } }), ['done', 'go']],
    ['nothing old, one was not told', kms(told('n', 'o'), { store: { ...CLEAN, pluginKeys: 1 } }), ['done', 'wait']],
    [
      'a local key is left',
      kms(told('n', 'n', 'first'), { store: { ...CLEAN, pluginKeys: 1 } }),
      ['drop', 'go', 'a', 'b'],
    ],
    ['not first before all are told', kms(told('n', 'o', 'second')), ['promote', 'wait', 'a', 'b']],
    [
      'added before anybody is told',
      kms(told(undefined, undefined, 'absent'), { store: STORE }),
      ['add', 'go', 'a', 'b'],
    ],
  ])('%s', (_, given, expected) => {
    expect(answer(given)).toEqual(expected);
  });

  test.each<[boolean | undefined, string]>([
    [true, 'go'],
    [false, 'refuse'],
    [undefined, 'refuse'],
  ])('what it opens, %j', (opensPlugins, verdict) => {
    const servers = [server('a', 'second', { opensPlugins: true }), server('b', 'second', { opensPlugins })];
    const local = evidence('second', 'second', { servers, store: { ...STORE, pluginKeys: 1 } });
    expect(answer(local)).toEqual(['promote', verdict, 'a', 'b']);
    // Where no value needs a plugin, nobody is asked.
    expect(answer({ ...local, store: STORE })).toEqual(['promote', 'go', 'a', 'b']);
  });
});
