// One rule against one request: what matches, beside the twin that must not.
import { describe, expect, it } from 'vitest';
import { ruleAllows, ruleMatchesResource, ruleNames } from './rule.ts';
import { rule } from './test-facts.ts';

const GET_SECRET = { verb: 'get', group: '', resource: 'secrets', namespace: 'a', name: 's' };

const RESOURCE_ROWS: readonly [
  string,
  ReturnType<typeof rule>,
  { verb: string; group: string; resource: string; subresource?: string },
  boolean,
][] = [
  ['the same words', rule('get', 'secrets'), GET_SECRET, true],
  ['a singular', rule('get', 'secret'), GET_SECRET, false],
  ['a capital in the resource', rule('get', 'Secrets'), GET_SECRET, false],
  ['a capital in the verb', rule('GET', 'secrets'), GET_SECRET, false],
  ['a prefix with a star', rule('get', 'sec*'), GET_SECRET, false],
  ['a subresource star', rule('get', 'secrets/*'), GET_SECRET, false],
  ['star as resource', rule('get', '*'), GET_SECRET, true],
  ['star as verb', rule('*', 'secrets'), GET_SECRET, true],
  ['star inside a verb', rule('ge*', 'secrets'), GET_SECRET, false],
  ['group core by its nickname', rule('get', 'secrets', { apiGroups: ['core'] }), GET_SECRET, false],
  ['a version as group', rule('get', 'secrets', { apiGroups: ['v1'] }), GET_SECRET, false],
  ['star as group covers the core group', rule('get', 'secrets', { apiGroups: ['*'] }), GET_SECRET, true],
  ['no group at all', rule('get', 'secrets', { apiGroups: [] }), GET_SECRET, false],
  [
    'group with version',
    rule('get', 'deployments', { apiGroups: ['apps/v1'] }),
    { verb: 'get', group: 'apps', resource: 'deployments' },
    false,
  ],
  [
    'a parent for its subresource',
    rule('create', 'pods'),
    { verb: 'create', group: '', resource: 'pods', subresource: 'exec' },
    false,
  ],
  [
    'a subresource',
    rule('create', 'pods/exec'),
    { verb: 'create', group: '', resource: 'pods', subresource: 'exec' },
    true,
  ],
  [
    'pods/* for a subresource',
    rule('create', 'pods/*'),
    { verb: 'create', group: '', resource: 'pods', subresource: 'exec' },
    false,
  ],
  ['pods/* for pods', rule('create', 'pods/*'), { verb: 'create', group: '', resource: 'pods' }, false],
  [
    '*/exec for pods/exec',
    rule('create', '*/exec'),
    { verb: 'create', group: '', resource: 'pods', subresource: 'exec' },
    true,
  ],
  [
    '*/exec for pods/attach',
    rule('create', '*/exec'),
    { verb: 'create', group: '', resource: 'pods', subresource: 'attach' },
    false,
  ],
  ['*/exec for exec itself', rule('create', '*/exec'), { verb: 'create', group: '', resource: 'exec' }, false],
  [
    '*/scale in another group',
    rule('update', '*/scale'),
    { verb: 'update', group: 'apps', resource: 'deployments', subresource: 'scale' },
    false,
  ],
  [
    'star covers subresources',
    rule('create', '*'),
    { verb: 'create', group: '', resource: 'pods', subresource: 'exec' },
    true,
  ],
  [
    "a subresource in its parent's group",
    rule('create', 'pods/eviction'),
    { verb: 'create', group: '', resource: 'pods', subresource: 'eviction' },
    true,
  ],
  [
    "a subresource in the body's group",
    rule('create', 'pods/eviction', { apiGroups: ['policy'] }),
    { verb: 'create', group: '', resource: 'pods', subresource: 'eviction' },
    false,
  ],
  [
    'star as verb covers impersonate',
    rule('*', 'serviceaccounts'),
    { verb: 'impersonate', group: '', resource: 'serviceaccounts' },
    true,
  ],
  [
    'get for bind',
    rule('get', 'clusterroles', { apiGroups: ['rbac.authorization.k8s.io'] }),
    { verb: 'bind', group: 'rbac.authorization.k8s.io', resource: 'clusterroles' },
    false,
  ],
];

describe('ruleMatchesResource', () => {
  it.each(RESOURCE_ROWS)('%s', (_title, policyRule, question, expected) => {
    expect(ruleMatchesResource(policyRule, question)).toBe(expected);
  });

  it('never mixes the dimensions of two rules', () => {
    const rules = [rule('get', 'pods'), rule('list', 'secrets')];
    expect(rules.some((one) => ruleAllows(one, GET_SECRET))).toBe(false);
  });
});

const NAME_ROWS: readonly [string, readonly string[], string | undefined, boolean][] = [
  ['no names allow any name', [], 's', true],
  ['no names allow a request without one', [], undefined, true],
  ['its own name', ['s'], 's', true],
  ['another name', ['t'], 's', false],
  ['a prefix of the name', ['s'], 'ss', false],
  ['a named rule and a request without name', ['s'], undefined, false],
  ['the empty name and a request without name', [''], undefined, true],
  ['the empty name and a request with one', [''], 's', false],
  ['star is a literal', ['*'], 's', false],
  ['star names an object called so', ['*'], '*', true],
];

describe('ruleAllows by name', () => {
  it.each(NAME_ROWS)('%s', (_title, resourceNames, name, expected) => {
    const request = { verb: 'get', group: '', resource: 'secrets', ...(name === undefined ? {} : { name }) };
    expect(ruleAllows(rule('get', 'secrets', { resourceNames }), request)).toBe(expected);
  });

  it('tells an unlimited rule from one limited to the empty name', () => {
    expect(ruleNames(rule('get', 'secrets'))).toBeUndefined();
    expect(ruleNames(rule('get', 'secrets', { resourceNames: [''] }))).toEqual(['']);
  });
});

const PATH_ROWS: readonly [string, string, boolean][] = [
  ['/metrics', '/metrics', true],
  ['/metrics', '/metrics/', false],
  ['*', '/anything', true],
  ['/healthz/*', '/healthz/etcd', true],
  ['/healthz/*', '/healthz', false],
  ['/healthz*', '/healthzzz', true],
  ['/api**', '/api/v1', true],
  ['/*/x', '/a/x', false],
  ['/Metrics', '/metrics', false],
];

describe('ruleAllows by path', () => {
  it.each(PATH_ROWS)('%s and %s', (url, path, expected) => {
    expect(ruleAllows(rule('get', '', { nonResourceURLs: [url] }), { verb: 'get', path })).toBe(expected);
  });

  it('does not let a resource rule answer for a path', () => {
    expect(ruleAllows(rule('*', '*', { apiGroups: ['*'] }), { verb: 'get', path: '/metrics' })).toBe(false);
  });

  it('does not let a path rule answer for a resource', () => {
    expect(ruleAllows(rule('*', '', { nonResourceURLs: ['*'] }), GET_SECRET)).toBe(false);
  });
});
