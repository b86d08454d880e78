// What becomes of one object that is to be stored again: each answer of the server, beside its twin.
import type { ApiServerConnection, Replied } from '@watertight/sources';
import { expect, test } from 'vitest';
import { rewriteObjects } from './rewrite-objects.ts';
import type { ObjectName } from './object-name.ts';

const state = (resourceVersion: string): Replied => ({
  status: 200,
  value: { kind: 'PartialObjectMetadata', metadata: { uid: 'u', resourceVersion } },
});
const refused = (status: number, message = ''): Replied => ({ status, value: { kind: 'Status', message } });
const SECRET: ObjectName = { resource: 'secrets', namespace: 'shop', name: 'db' };

/** Answers each kind of request with the next of its answers; the last one stays. */
class Scripted implements ApiServerConnection {
  readonly context = 'one';
  readonly server = 'https://one';
  readonly asked: string[] = [];
  readonly #reads: readonly Replied[];
  readonly #writes: readonly Replied[];

  constructor(reads: readonly Replied[], writes: readonly Replied[]) {
    this.#reads = reads;
    this.#writes = writes;
  }

  readonly observe = async (): Promise<never> => await Promise.reject(new Error('not asked'));
  readonly read = async (path: string): Promise<Replied> =>
    await Promise.resolve(
      path === '/apis/a.io' ? { status: 200, value: { preferredVersion: { version: 'v2' } } } : refused(404),
    );
  readonly metadata = async (path: string): Promise<Replied> => await this.#next('GET', path, this.#reads);
  readonly rewrite = async (path: string): Promise<Replied> => await this.#next('PATCH', path, this.#writes);
  readonly migrate = async (): Promise<never> => await Promise.reject(new Error('not asked'));
  readonly close = async (): Promise<void> => await Promise.resolve();

  async #next(method: string, path: string, answers: readonly Replied[]): Promise<Replied> {
    const before = this.asked.filter((line) => line.startsWith(method)).length;
    this.asked.push(`${method} ${path}`);
    return await Promise.resolve(answers[Math.min(before, answers.length - 1)] ?? refused(500));
  }
}

const NONE = { rewritten: 0, unchanged: 0, gone: 0, refused: [] };
const because = (reason: string): object => ({ ...NONE, refused: [{ object: SECRET, reason }] });

test.each<[string, readonly Replied[], readonly Replied[], object]>([
  ['stored differently before', [state('7')], [state('9')], { ...NONE, rewritten: 1 }],
  ['stored as it should be', [state('7')], [state('7')], { ...NONE, unchanged: 1 }],
  ['gone before it was read', [refused(404)], [], { ...NONE, gone: 1 }],
  ['gone before it was written', [state('7')], [refused(404)], { ...NONE, gone: 1 }],
  [
    'written by somebody else meanwhile',
    [state('7'), state('8')],
    [refused(409), state('9')],
    { ...NONE, rewritten: 1 },
  ],
  [
    'written by somebody else all the time',
    [state('7')],
    [refused(409)],
    because('somebody else wrote it 5 times meanwhile'),
  ],
  [
    'refused by a webhook',
    [state('7')],
    [refused(403, 'admission webhook "no.example.com" denied the request: pw hunter2')],
    because('admission webhook no.example.com refused it with 403'),
  ],
  [
    'refused by a policy',
    [state('7')],
    [
      refused(
        422,
        "secrets \"db\" is forbidden: ValidatingAdmissionPolicy 'no-change' with binding 'all' denied request: pw hunter2",
      ),
    ],
    because('ValidatingAdmissionPolicy no-change refused it with 422'),
  ],
  [
    'refused with words that only look like a policy',
    [state('7')],
    [refused(422, "Secret \"db\" is invalid: ValidatingAdmissionPolicy 'hunter2' with binding 'all'")],
    because('the server refused it with 422'),
  ],
  [
    'refused by another',
    [state('7')],
    [refused(422, 'Secret "db" is invalid: data: hunter2')],
    because('the server refused it with 422'),
  ],
  ['not to be read', [refused(403)], [], because('the server refused it with 403')],
  ['no answer', [{ silence: 'the connection broke off' }], [], because('the connection broke off')],
  [
    'an answer without a state',
    [{ status: 200, value: {} }],
    [],
    because('the server says neither uid nor resourceVersion'),
  ],
])('%s', async (_, reads, writes, expected) => {
  expect(await rewriteObjects(new Scripted(reads, writes), [SECRET])).toEqual(expected);
});

test('paths: the core group, a preferred version, no namespace, a group that is not served', async () => {
  const server = new Scripted([state('7')], [state('7')]);
  const objects: readonly ObjectName[] = [
    SECRET,
    { resource: 'things.a.io', name: 'x' },
    { resource: 'things.b.io', name: 'y' },
  ];
  const { unchanged, refused: left } = await rewriteObjects(server, objects);
  expect([unchanged, left]).toEqual([
    2,
    [{ object: objects[2], reason: 'the server does not say which version of b.io it serves' }],
  ]);
  expect(server.asked.filter((line) => line.startsWith('PATCH')).sort()).toEqual([
    'PATCH /api/v1/namespaces/shop/secrets/db',
    'PATCH /apis/a.io/v2/things/x',
  ]);
});
