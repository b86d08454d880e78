// The escalation check's covering: what is held, what is wanted, and the twin that is too much.
import { expect, it } from 'vitest';
import { rulesCover } from './covers.ts';
import { rule } from './test-facts.ts';

const named = (name: string) => rule('get', 'secrets', { resourceNames: [name] });

it.each([
  ['the same', [rule('get', 'secrets')], [rule('get', 'secrets')], true],
  ['nothing wanted', [], [], true],
  ['a rule without verbs', [], [rule('get', 'secrets', { verbs: [] })], true],
  ['one verb too many', [rule('get', 'secrets')], [rule('get,list', 'secrets')], false],
  ['two rules for two verbs', [rule('get', 'secrets'), rule('list', 'secrets')], [rule('get,list', 'secrets')], true],
  [
    'star covers all',
    [rule('*', '*', { apiGroups: ['*'] })],
    [rule('escalate', 'roles', { apiGroups: ['rbac.authorization.k8s.io'] })],
    true,
  ],
  [
    'no list of verbs covers star',
    [rule('get,list,watch,create,update,patch,delete', 'secrets')],
    [rule('*', 'secrets')],
    false,
  ],
  ['star covers star', [rule('*', 'secrets')], [rule('*', 'secrets')], true],
  ['a resource star needs one', [rule('get', 'secrets,pods')], [rule('get', '*')], false],
  ['unnamed covers named', [rule('get', 'secrets')], [named('s')], true],
  ['named does not cover unnamed', [named('s')], [rule('get', 'secrets')], false],
  ['names add up', [named('s'), named('t')], [rule('get', 'secrets', { resourceNames: ['s', 't'] })], true],
  ['one name is missing', [named('s')], [rule('get', 'secrets', { resourceNames: ['s', 't'] })], false],
  ['*/exec covers pods/exec', [rule('create', '*/exec')], [rule('create', 'pods/exec')], true],
  ['pods/exec does not cover */exec', [rule('create', 'pods/exec')], [rule('create', '*/exec')], false],
  ['pods does not cover pods/exec', [rule('create', 'pods')], [rule('create', 'pods/exec')], false],
  [
    'another group',
    [rule('get', 'deployments', { apiGroups: ['extensions'] })],
    [rule('get', 'deployments', { apiGroups: ['apps'] })],
    false,
  ],
  [
    'a path prefix',
    [rule('get', '', { nonResourceURLs: ['/healthz/*'] })],
    [rule('get', '', { nonResourceURLs: ['/healthz/etcd'] })],
    true,
  ],
  [
    'a path outside the prefix',
    [rule('get', '', { nonResourceURLs: ['/healthz/*'] })],
    [rule('get', '', { nonResourceURLs: ['/healthz'] })],
    false,
  ],
  [
    'a resource rule for a path',
    [rule('*', '*', { apiGroups: ['*'] })],
    [rule('get', '', { nonResourceURLs: ['/metrics'] })],
    false,
  ],
])('%s', (_title, held, wanted, expected) => {
  expect(rulesCover(held, wanted)).toBe(expected);
});
