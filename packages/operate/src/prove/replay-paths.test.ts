// How a step is asked about, by whose rights, and what each answer of the server makes of it.
import type { ReplayAnswer } from '@watertight/sources';
import { describe, expect, test } from 'vitest';
import { allowed, CREATE_POD, GET_DB, pathWith, refused, scripted } from '../testing/scripted.ts';
import type { AskedOf, Script } from '../testing/scripted.ts';
import { replayPaths } from './replay-paths.ts';

const READ = pathWith({ request: GET_DB });
const POD = pathWith({ technique: 'D1', request: CREATE_POD });

const isImpersonation = ({ body }: AskedOf): boolean => JSON.stringify(body).includes('"verb":"impersonate"');
/** The caller may impersonate nobody. */
const noImpersonation: Script = (asked) => (isImpersonation(asked) ? allowed(false) : undefined);

async function verdict(
  script: Script,
  path = READ,
  more: Parameters<typeof scripted>[1] = {},
): Promise<{ readonly said: string; readonly asked: readonly string[] }> {
  const { connection, asked } = scripted(script, more);
  const { steps } = await replayPaths([path], connection);
  const said = steps.map(({ result, how, status, reason }) => [result, how ?? '-', status ?? '-', reason].join(' | '));
  return { said: said.join('\n'), asked: asked.map(({ what, as }) => (as === undefined ? what : `${what} as ${as}`)) };
}

const SA = 'system:serviceaccount:shop:app';

describe('whose rights', () => {
  test('as the position, where the caller may impersonate it; the server is asked first', async () => {
    const { said, asked } = await verdict(() => undefined);
    expect(said).toBe('confirmed | impersonation | 201 | the authorizers allow it');
    expect(asked).toEqual(['SelfSubjectReview', 'SelfSubjectAccessReview', `SelfSubjectAccessReview as ${SA}`]);
  });

  test('about the position, where the caller may not', async () => {
    const { said, asked } = await verdict(noImpersonation);
    expect(said).toBe('confirmed | access-review | 201 | the authorizers allow it');
    expect(asked.at(-1)).toBe('SubjectAccessReview');
  });

  test('about the position, where the kubeconfig impersonates somebody already', async () => {
    const { asked } = await verdict(() => undefined, READ, { mayImpersonate: false });
    expect(asked).toEqual(['SelfSubjectReview', 'SubjectAccessReview']);
  });

  test('the caller’s own, where it is the position', async () => {
    const own: ReplayAnswer = { status: 201, value: { status: { userInfo: { username: SA } } } };
    const { said, asked } = await verdict(({ what }) => (what === 'SelfSubjectReview' ? own : undefined), POD);
    expect(said).toBe('confirmed | dry-run | 201 | the server accepts it');
    expect(asked).toEqual(['SelfSubjectReview', 'SelfSubjectAccessReview', 'tryOut']);
  });

  test('anonymous may not ask about itself, so it is asked about', async () => {
    const path = pathWith({ from: 'anonymous', request: GET_DB });
    const { said, asked } = await verdict(({ as }) => (as === undefined ? undefined : refused(403)), path);
    expect(said).toBe('confirmed | access-review | 201 | the authorizers allow it');
    expect(asked.slice(-2)).toEqual(['SelfSubjectAccessReview as system:anonymous', 'SubjectAccessReview']);
  });

  test.each([
    ['user:ann', ['users:ann'], 'ann'],
    ['group:dev', ['users:watertight:prove', 'groups:dev'], 'watertight:prove,dev'],
    ['node:n1', ['users:system:node:n1', 'groups:system:nodes'], 'system:node:n1,system:nodes'],
    ['serviceaccount:a/b', ['serviceaccounts:b'], 'system:serviceaccount:a:b'],
    ['anonymous', ['users:system:anonymous'], 'system:anonymous'],
    ['group:system:authenticated', ['users:watertight:prove'], 'watertight:prove'],
  ])('%s takes impersonation of %j', async (from, things, as) => {
    const { connection, asked } = scripted(() => undefined);
    await replayPaths([pathWith({ from, request: GET_DB })], connection);
    const wanted = asked.filter(isImpersonation).map(({ body }) => {
      const { resource, name } = (body as { spec: { resourceAttributes: { resource: string; name: string } } }).spec
        .resourceAttributes;
      return `${resource}:${name}`;
    });
    expect(wanted).toEqual(things);
    expect(asked.at(-1)?.as).toBe(as);
  });

  test('a SubjectAccessReview has the whole list of groups', async () => {
    const { connection, asked } = scripted(noImpersonation);
    await replayPaths([READ], connection);
    expect(asked.at(-1)?.body).toMatchObject({
      spec: { user: SA, groups: ['system:serviceaccounts', 'system:serviceaccounts:shop', 'system:authenticated'] },
    });
  });

  test('403 on every review: not testable, with the reason', async () => {
    const { said } = await verdict(() => refused(403));
    expect(said).toBe(
      'not-testable | - | 403 | the caller may neither impersonate the position nor create SubjectAccessReviews',
    );
  });

  test.each([
    ['node:*', 'which node it is, is not known'],
    ['pod:shop/web', 'pod:shop/web makes no API requests of its own'],
  ])('%s is no caller that the server knows', async (from, reason) => {
    const { said, asked } = await verdict(() => undefined, pathWith({ from, request: GET_DB }));
    expect(said).toBe(`not-testable | - | - | ${reason}`);
    expect(asked).toEqual([]);
  });
});

describe('how far a request goes', () => {
  test.each(['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'])(
    'a Secret is never tried out: %s',
    async (verb) => {
      const { asked } = await verdict(() => undefined, pathWith({ request: { ...GET_DB, verb } }));
      expect(asked).not.toContain(`tryOut as ${SA}`);
    },
  );

  test('a refused review ends it', async () => {
    const { said, asked } = await verdict(({ as }) => (as === undefined ? undefined : allowed(false)), POD);
    expect(said).toBe('refuted | impersonation | 201 | the authorizers refuse it');
    expect(asked).not.toContain(`tryOut as ${SA}`);
  });

  test('without impersonation nothing is tried out, and the reason says so', async () => {
    const { said } = await verdict(noImpersonation, POD);
    expect(said).toBe('confirmed | access-review | 201 | the authorizers allow it; admission was not asked');
  });

  test('a resource that nobody serves', async () => {
    const path = pathWith({ technique: 'I6', request: { verb: 'create', group: 'flux.example', resource: 'things' } });
    const { said } = await verdict(({ what }) => (what === 'read' ? refused(404) : undefined), path);
    expect(said).toBe('refuted | impersonation | 201 | the authorizers allow it, but the server does not serve it');
  });

  test('a request that many paths share is sent once', async () => {
    const { connection, asked } = scripted(() => undefined);
    await replayPaths([READ, { ...READ, id: 'p-2' }], connection);
    expect(asked.filter(({ as }) => as !== undefined)).toHaveLength(1);
  });

  test('of several requests the refused one decides', async () => {
    const requests = [
      { as: 'serviceaccount:shop/app', request: GET_DB },
      { as: 'user:ann', request: { ...GET_DB, verb: 'list' } },
    ];
    const { said } = await verdict(({ as }) => (as === 'ann' ? allowed(false) : undefined), pathWith({ requests }));
    expect(said).toBe('refuted | impersonation | 201 | the authorizers refuse it');
  });
});

describe('a path', () => {
  test.each([
    [['M1'], 'not-testable'],
    [['A1'], 'confirmed'],
    [['A1', 'M1'], 'not-testable'],
  ])('%j is %s', async (techniques, result) => {
    const { connection } = scripted(() => undefined);
    const steps = techniques.map((technique) => ({ technique, ...(technique === 'A1' && { request: GET_DB }) }));
    expect((await replayPaths([pathWith(...steps)], connection)).paths[0]?.result).toBe(result);
  });
});

describe('a server that goes away', () => {
  const MANY = pathWith(...Array.from({ length: 40 }, (_, at) => ({ request: { ...GET_DB, name: `s${at}` } })));

  test('what was answered stays, the rest is not testable, and the end is said', async () => {
    let reviews = 0;
    const { connection, asked } = scripted(({ as }) => {
      if (as !== undefined && ++reviews > 10) return { silence: 'connection refused' };
      return undefined;
    });
    const { steps, ended, paths } = await replayPaths([MANY], connection);
    expect(ended).toBe('the server stopped answering: connection refused');
    expect(steps.filter(({ result }) => result === 'confirmed')).toHaveLength(10);
    expect(steps.filter(({ result }) => result === 'not-testable')).toHaveLength(30);
    expect(paths[0]?.result).toBe('not-testable');
    expect(asked.length, 'nobody keeps asking').toBeLessThan(25);
  });

  test('it went away for the last request', async () => {
    const { connection } = scripted(({ as }) => {
      if (as !== undefined) return { silence: 'the connection was cut' };
      return undefined;
    });
    const { ended } = await replayPaths([READ], connection);
    expect(ended).toBe('the server stopped answering: the connection was cut');
  });

  test('one request without an answer ends nothing', async () => {
    let reviews = 0;
    const { connection } = scripted(({ as }) => {
      if (as !== undefined && ++reviews === 5) return { silence: 'the connection was cut' };
      return undefined;
    });
    const { steps, ended } = await replayPaths([MANY], connection);
    expect(ended).toBeUndefined();
    expect(steps.filter(({ result }) => result === 'confirmed')).toHaveLength(39);
    expect(steps.find(({ result }) => result === 'not-testable')?.reason).toBe('the connection was cut');
  });

  test('an interrupted run keeps what it has', async () => {
    const stop = new AbortController();
    let reviews = 0;
    const { connection } = scripted(({ as }) => {
      if (as !== undefined && ++reviews === 10) stop.abort();
      stop.signal.throwIfAborted();
      return undefined;
    });
    const { steps, ended } = await replayPaths([MANY], connection, stop.signal);
    expect(ended).toBe('the run was interrupted');
    expect(steps.filter(({ result }) => result === 'confirmed')).toHaveLength(9);
    expect(steps.filter(({ reason }) => reason === 'the run was interrupted')).toHaveLength(31);
  });

  test('what is no failure of the connection is a bug and is thrown', async () => {
    const { connection } = scripted(() => {
      throw new TypeError('a bug');
    });
    await expect(replayPaths([READ], connection)).rejects.toThrow(TypeError);
  });
});
