// Which bodies with secrets an audit policy has written: the first rule that matches decides.
import { expect, test } from 'vitest';
import { factsOf } from '../testing/facts-of.ts';

const HEAD = 'apiVersion: audit.k8s.io/v1\nkind: Policy\n';
const SECRETS = 'resources: [{ group: "", resources: [secrets] }]';
const policy = (rules: readonly string[], head = ''): string =>
  `${HEAD}${head}rules:\n${rules.map((rule) => `- { ${rule} }\n`).join('')}`;
const bodies = (...of: Parameters<typeof policy>): string[] =>
  (factsOf(policy(...of)).auditPolicies[0]?.bodies ?? []).map(
    ({ kind, level, pointer, verbs }) => `${kind} ${level} ${pointer} ${verbs.join()}`,
  );

const WRITES = 'create,update,patch';
const ALL = `${WRITES},get,list,delete,deletecollection`;
const request = (rule: string): string => `level: Request, ${rule}`;

test('a rule for everything has the bodies of every kind', () => {
  expect(bodies(['level: RequestResponse'])).toEqual([
    `secrets RequestResponse /rules/0 ${ALL}`,
    `configmaps RequestResponse /rules/0 ${ALL}`,
    'serviceaccounts/token RequestResponse /rules/0 create',
    'tokenreviews RequestResponse /rules/0 create',
  ]);
  expect(bodies(['level: Request'])).toEqual([
    `secrets Request /rules/0 ${WRITES}`,
    `configmaps Request /rules/0 ${WRITES}`,
    'tokenreviews Request /rules/0 create',
  ]);
});

test.each<[string, readonly string[], readonly string[]]>([
  ['an earlier rule takes them', [`level: Metadata, ${SECRETS}`, request(SECRETS)], []],
  ['a later one does not', [request(SECRETS), `level: Metadata, ${SECRETS}`], [`secrets Request /rules/0 ${WRITES}`]],
  [
    'one of them for some users',
    [`level: None, users: [a], ${SECRETS}`, request(SECRETS)],
    [`secrets Request /rules/1 ${WRITES}`],
  ],
  [
    'for a group',
    [`level: None, userGroups: ["system:authenticated"], ${SECRETS}`, request(SECRETS)],
    [`secrets Request /rules/1 ${WRITES}`],
  ],
  [
    'for both groups that all are in',
    [`level: None, userGroups: ["system:authenticated", "system:unauthenticated"], ${SECRETS}`, request(SECRETS)],
    [],
  ],
  [
    'for some verbs',
    [`level: None, verbs: [create], ${SECRETS}`, request(SECRETS)],
    ['secrets Request /rules/1 update,patch'],
  ],
  [
    'for a namespace',
    [`level: None, namespaces: [a], ${SECRETS}`, request(SECRETS)],
    [`secrets Request /rules/1 ${WRITES}`],
  ],
  [
    'for another group of the API',
    ['level: None, resources: [{ group: apps }]', request(SECRETS)],
    [`secrets Request /rules/1 ${WRITES}`],
  ],
  ['for a whole group', ['level: None, resources: [{ group: "" }]', request(SECRETS)], []],
  ['for every group', ['level: None, resources: [{ group: "*" }]', request(SECRETS)], []],
  ['for paths', ['level: None, nonResourceURLs: ["*"]', request(SECRETS)], [`secrets Request /rules/1 ${WRITES}`]],
  [
    'one Secret by name',
    [request('resources: [{ group: "", resources: [secrets], resourceNames: [a] }]')],
    ['secrets Request /rules/0 update,patch'],
  ],
  ['reads alone', [request(`verbs: [get, list], ${SECRETS}`)], []],
  [
    'their answers',
    [`level: RequestResponse, verbs: [get, watch], ${SECRETS}`],
    ['secrets RequestResponse /rules/0 get'],
  ],
  ['objects of no namespace', [request(`namespaces: [""], ${SECRETS}`)], []],
  [
    'lists over all of them',
    [`level: RequestResponse, namespaces: [""], ${SECRETS}`],
    ['secrets RequestResponse /rules/0 list'],
  ],
  ['a subresource', [request('resources: [{ group: "", resources: ["secrets/status"] }]')], []],
  [
    'all of one resource',
    [request('resources: [{ group: "", resources: ["secrets/*"] }]')],
    [`secrets Request /rules/0 ${WRITES}`],
  ],
  [
    'every token',
    ['level: RequestResponse, resources: [{ group: "", resources: ["*/token"] }]'],
    ['serviceaccounts/token RequestResponse /rules/0 create'],
  ],
  [
    'the account without its token',
    ['level: RequestResponse, resources: [{ group: "", resources: [serviceaccounts] }]'],
    [],
  ],
  [
    'requests for tokens hold none',
    ['level: Request, resources: [{ group: "", resources: ["serviceaccounts/token"] }]'],
    [],
  ],
  [
    'reviews',
    ['level: Request, resources: [{ group: authentication.k8s.io, resources: [tokenreviews] }]'],
    ['tokenreviews Request /rules/0 create'],
  ],
  ['reviews of a namespace', ['level: Request, namespaces: [a], resources: [{ group: authentication.k8s.io }]'], []],
  ['metadata', [`level: Metadata`], []],
  ['events without bodies', [request(`omitStages: [ResponseComplete], ${SECRETS}`)], []],
  [
    'events of another stage',
    [request(`omitStages: [RequestReceived], ${SECRETS}`)],
    [`secrets Request /rules/0 ${WRITES}`],
  ],
])('%s', (_, rules, expected) => {
  expect(bodies(rules)).toEqual(expected);
});

test('stages that the policy omits', () => {
  expect(bodies([request(SECRETS)], 'omitStages: [ResponseComplete]\n')).toEqual([]);
});

test('a level that there is not', () => {
  expect(factsOf(policy(['level: Request', 'level: Everything'])).auditPolicies[0]?.unknownLevels).toEqual([
    '/rules/1',
  ]);
});

test.each([
  ['another group', 'apiVersion: kyverno.io/v1\nkind: Policy\nmetadata: { name: a, namespace: b }\n'],
  ['another kind', 'apiVersion: audit.k8s.io/v1\nkind: Event\n'],
])('%s is no audit policy', (_, text) => {
  expect(factsOf(text).auditPolicies).toEqual([]);
});

test('rules that are no list of objects', () => {
  expect(factsOf(`${HEAD}rules: 7\n`).auditPolicies[0]).toMatchObject({ bodies: [], unknownLevels: [] });
  expect(factsOf(`${HEAD}rules: [7]\n`).auditPolicies[0]).toMatchObject({ bodies: [], unknownLevels: ['/rules/0'] });
});
