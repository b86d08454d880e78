// Objects that are created by their names: the server asks about two rights on the name, and the name has to be free.
import type { ApiRequest, CallerRequest, ReplayedStep } from '@watertight/engine';
import { expect, test } from 'vitest';
import { allowed, CREATE_POD, pathWith, refused, scripted } from '../testing/scripted.ts';
import type { AskedOf, Script } from '../testing/scripted.ts';
import { replayPaths } from './replay-paths.ts';

const RBAC = 'rbac.authorization.k8s.io';
const named = (verb: string, resource: string, name = 'mine'): ApiRequest => ({
  ...(resource === 'pods' ? CREATE_POD : { group: RBAC, resource, namespace: 'shop' }),
  verb,
  resource,
  name,
});
const by = (as: string, ...requests: readonly ApiRequest[]): CallerRequest[] =>
  requests.map((request) => ({ as, request }));
const APP = 'serviceaccount:shop/app';
const BOUND = { technique: 'B9', to: 'role:shop/reader' };

async function stepOf(script: Script, requests: readonly CallerRequest[]): Promise<ReplayedStep | undefined> {
  const { connection } = scripted(script);
  return (await replayPaths([pathWith({ ...BOUND, requests })], connection)).steps[0];
}

test.each([
  ['pods', 'patch', 'PATCH', { technique: 'D1' }],
  ['rolebindings', 'patch', 'PATCH', BOUND],
  ['rolebindings', 'update', 'PUT', BOUND],
])('%s, with %s beside create: %s of that name, once', async (resource, beside, method, step) => {
  const requests = by(APP, named('create', resource), named(beside, resource));
  const sent: string[] = [];
  const { connection } = scripted(() => undefined, {
    tryOut: async (path, { method: used, body }) => {
      const { name } = (body as { metadata: { name: string } }).metadata;
      sent.push(`${used} ${path} ${name}`);
      return await Promise.resolve({ status: 201, value: undefined });
    },
  });
  const { steps } = await replayPaths([pathWith({ ...step, requests })], connection);
  expect(steps[0]?.result).toBe('confirmed');
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatch(new RegExp(`^${method} /apis?/.*/namespaces/shop/${resource}/mine mine$`));
});

test.each([
  [201, '', 'confirmed'],
  [200, '', 'refuted'],
  [422, 'Role "mine" is invalid: roleRef: cannot change roleRef', 'refuted'],
  [422, 'RoleBinding "mine" is invalid: subjects: Required value', 'not-testable'],
])('answered with %i %s is %s: it has to be new', async (status, message, result) => {
  const requests = by(APP, named('create', 'rolebindings'), named('patch', 'rolebindings'));
  const script: Script = ({ what }) => (what === 'tryOut' ? refused(status, message) : undefined);
  expect(await stepOf(script, requests)).toMatchObject({ result, how: 'dry-run', status });
});

test.each([
  ['patch of that name, which the server asked about itself', by(APP, named('patch', 'rolebindings')), 'confirmed'],
  ['patch of another resource', by(APP, named('patch', 'configmaps')), 'refuted'],
  ['patch of that name by another', by('user:ann', named('patch', 'rolebindings')), 'refuted'],
])('refused beside it: %s', async (_, more, result) => {
  const requests = [...by(APP, named('create', 'rolebindings')), ...more];
  const isPatch = ({ body }: AskedOf): boolean => JSON.stringify(body ?? '').includes('"verb":"patch"');
  const script: Script = (asked) => (asked.what !== 'tryOut' && isPatch(asked) ? allowed(false) : undefined);
  expect(await stepOf(script, requests)).toMatchObject({ result });
});
