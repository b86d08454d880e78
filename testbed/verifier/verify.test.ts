// The verifier itself: a path that holds is accepted, and each way of lying in it is refused.
import { describe, expect, it } from 'vitest';
import { exampleFolder } from './answer.ts';
import type { Path, PathStep } from './path.ts';
import { readFolder } from './read-folder.ts';
import { verify } from './verify.ts';

const SECRET = 'secret:backend/database-credentials';
const ACCOUNT = 'serviceaccount:backend/backend-sa';

const read: PathStep = {
  id: 's1',
  needs: [],
  technique: 'A1',
  from: ACCOUNT,
  to: SECRET,
  request: { verb: 'get', group: '', resource: 'secrets', namespace: 'backend', name: 'database-credentials' },
  because: 'may get it',
  certainty: 'certain',
  conditions: [],
  evidence: [
    { object: 'rolebinding:backend/backend-rolebinding', pointer: '/subjects/0' },
    { object: 'role:backend/backend-read-only', pointer: '/rules/0' },
  ],
};
const path: Path = { id: 'p-000000000000', from: ACCOUNT, to: SECRET, certainty: 'certain', hops: 1, steps: [read] };

const objects = readFolder(exampleFolder('seed-backend'));

it('accepts a path that holds', () => {
  expect(verify(objects, path)).toEqual({ ok: true, problems: [] });
});

const withStep = (change: Partial<PathStep>): Path => ({ ...path, steps: [{ ...read, ...change }] });
const withRequest = (change: object): Path =>
  withStep({ request: { ...(read.request as object), ...change } as never });
const CONDITION = [{ text: 'if so', settledBy: 'asking' }];

const lies: readonly (readonly [string, Path])[] = [
  ['no steps', { ...path, steps: [] }],
  ['another end', { ...path, to: 'secret:backend/other' }],
  ['fewer hops', { ...path, hops: 0 }],
  ['a better certainty than its step', { ...path, steps: [{ ...read, certainty: 'assumed', conditions: CONDITION }] }],
  ['another start', withStep({ from: 'serviceaccount:backend/default' })],
  ['a need that does not stand before', withStep({ needs: ['s0'] })],
  ['the same step twice', { ...path, hops: 2, steps: [read, read] }],
  ['a step that leads nowhere', { ...path, hops: 2, steps: [read, { ...read, id: 's2' }] }],
  ['an unknown technique', withStep({ technique: 'Z9' })],
  ['a verb of another technique', withStep({ technique: 'A2' })],
  [
    'a technique whose request is not allowed',
    withStep({
      technique: 'A6',
      request: {
        verb: 'patch',
        resource: 'secrets',
        namespace: 'backend',
        name: 'database-credentials',
        query: 'dryRun=All',
      },
    }),
  ],
  ['no request', { ...path, steps: [(({ request: _request, ...rest }) => rest)(read)] }],
  ['another namespace', withRequest({ namespace: 'frontend' })],
  ['another name', withRequest({ name: 'other' })],
  ['another resource', withRequest({ resource: 'configmaps' })],
  ['another group', withRequest({ group: 'core' })],
  ['no evidence', withStep({ evidence: [] })],
  ['an object that is not there', withStep({ evidence: [{ object: 'role:backend/other' }] })],
  [
    'a pointer that leads nowhere',
    withStep({ evidence: [{ object: 'role:backend/backend-read-only', pointer: '/rules/7' }] }),
  ],
  ['certain with a condition', withStep({ conditions: CONDITION })],
  ['a mount that no pod has', withStep({ technique: 'M1', from: 'deployment:backend/web' })],
];

describe('refuses', () => {
  it.each(lies)('%s', (_, lie) => {
    expect(verify(objects, lie).ok).toBe(false);
  });
});

it('refuses the path once the role no longer grants it', () => {
  expect(verify(readFolder(exampleFolder('seed-backend-hardened')), path).ok).toBe(false);
});

it('refuses a version-bound step outside of its versions, and a certain one where the version is not known', () => {
  const pods = readFolder(exampleFolder('exec-by-get'));
  const exec: PathStep = {
    ...read,
    technique: 'C1',
    from: 'group:watchers',
    to: 'statefulset:shop/cache',
    request: { verb: 'get', group: '', resource: 'pods', subresource: 'exec', namespace: 'shop' },
    evidence: [{ object: 'role:shop/exec-get', pointer: '/rules/0' }],
  };
  const entry: Path = { ...path, from: exec.from, to: exec.to, steps: [exec] };
  expect(verify(pods, entry, '1.34').ok).toBe(true);
  expect(verify(pods, entry, '1.35').ok).toBe(false);
  expect(verify(pods, entry).ok).toBe(false);
  expect(
    verify(pods, {
      ...entry,
      certainty: 'conditional',
      steps: [{ ...exec, certainty: 'conditional', conditions: CONDITION }],
    }).ok,
  ).toBe(true);
});
