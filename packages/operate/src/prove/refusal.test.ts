// What each refusal of a dry run means: the server's own words in, ours out, with twins that must not be taken for it.
import { expect, test } from 'vitest';
import { refused } from '../testing/scripted.ts';
import { refusalOf } from './refusal.ts';

test.each<[number, string, string, string]>([
  [
    403,
    'pods "a" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
    'refuted',
    'Pod Security admission refuses it (restricted:latest)',
  ],
  [403, 'pods "violates PodSecurity" is forbidden: no', 'refuted', 'admission refuses it'],
  [
    422,
    "pods \"a\" is forbidden: ValidatingAdmissionPolicy 'no-boss' with binding 'b' denied request: no",
    'refuted',
    'ValidatingAdmissionPolicy no-boss refuses what was tried',
  ],
  [
    422,
    'Pod "a" is invalid: spec.containers: Required value',
    'not-testable',
    'the server does not take the object that was tried',
  ],
  [
    400,
    'admission webhook "guard.example.com" denied the request: no',
    'refuted',
    'the admission webhook guard.example.com refuses what was tried',
  ],
  [500, 'failed calling webhook "guard.example.com": connection refused', 'not-testable', 'the server answered 500'],
  [
    400,
    'admission webhook "w" does not support dry run',
    'not-testable',
    'an admission webhook does not support dry runs',
  ],
  [
    403,
    'pods "a" is forbidden: exceeded quota: small, requested: pods=1',
    'refuted',
    'the quota small refuses what was tried',
  ],
  [
    403,
    'pods "a" is forbidden: error looking up service account shop/boss: serviceaccount "boss" not found',
    'refuted',
    'the ServiceAccount boss does not exist',
  ],
  [
    403,
    'roles "r" is forbidden: user "u" (groups=["g"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""]}',
    'refuted',
    'the check against escalation refuses it',
  ],
  [
    403,
    'pods "a" is forbidden: pod does not have "kubernetes.io/config.mirror" annotation, node "n1" can only create mirror pods',
    'refuted',
    'NodeRestriction refuses it',
  ],
  [
    403,
    'pods is forbidden: User "u" cannot create resource "pods" in API group "" in the namespace "shop"',
    'refuted',
    'the authorizers refuse it',
  ],
  [
    403,
    'users "x" is forbidden: User "u" cannot impersonate resource "users" in API group "" at the cluster scope',
    'not-testable',
    'the caller may not impersonate the position after all',
  ],
  [404, 'namespaces "shop" not found', 'refuted', 'what it is about does not exist'],
  [401, 'Unauthorized', 'not-testable', 'the server no longer accepts the credentials'],
  [429, '', 'not-testable', 'the server had too much to do'],
  [503, '', 'not-testable', 'the server answered 503'],
  [301, '', 'not-testable', 'the server answered 301'],
])('%i %s', (status, message, result, reason) => {
  expect(refusalOf(refused(status, message))).toEqual({ result, reason });
});

test('what exists already is told from another conflict', () => {
  expect(refusalOf(refused(409, '', 'AlreadyExists')).result).toBe('refuted');
  expect(refusalOf(refused(409, '', 'Conflict')).result).toBe('not-testable');
});

test('an answer that is no Status is judged by its number', () => {
  for (const value of [undefined, null, 'text', [], { message: 7 }])
    expect(refusalOf({ status: 403, value })).toEqual({ result: 'refuted', reason: 'admission refuses it' });
});

test('of the server’s message nothing but a name is passed on', () => {
  const { reason } = refusalOf(refused(400, 'admission webhook "w" denied the request: password=marked-value-7719'));
  expect(reason).not.toContain('marked');
});
