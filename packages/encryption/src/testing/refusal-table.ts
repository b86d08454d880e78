// Files that an API server refuses, each with a twin that differs in one place and is taken; written by hand.

export interface RefusalCase {
  readonly name: string;
  readonly refused: string;
  readonly taken: string;
  /** Line of the refusal. */
  readonly line: number;
  /** Part of the reason. */
  readonly reason: string;
  /** The minor versions that refuse: all, or those with strict decoding. */
  readonly since?: 31;
}

const HEAD = 'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\n';
/** 32, 24 and 16 bytes that count up. */
const key = (bytes: number): string => Buffer.from(Array.from({ length: bytes }, (_, at) => at)).toString('base64');
const K32 = key(32);

/** One rule for Secrets with one provider on line 6. */
export const one = (provider: string): string =>
  `${HEAD}resources:\n- resources: [secrets]\n  providers:\n  - ${provider}\n`;
const rule = (resources: string): string =>
  `${HEAD}resources:\n- resources: [${resources}]\n  providers:\n  - identity: {}\n`;
const keyed = (provider: string, more = ''): string => `${provider}: {keys: [{name: a, secret: ${K32}${more}}]}`;
const kms = (more: string, name = 'a', version = 'v2'): string =>
  `kms: {apiVersion: ${version}, name: ${name}, endpoint: "unix:///a"${more}}`;
const endpoint = (url: string): string => one(`kms: {apiVersion: v2, name: a, endpoint: "${url}"}`);
const timeout = (time: string): string => one(kms(`, timeout: ${time}`));

export const REFUSALS: readonly RefusalCase[] = [
  {
    name: 'no kind',
    refused: one('identity: {}').replace(/^kind.*\n/m, ''),
    taken: one('identity: {}'),
    line: 1,
    reason: 'kind is missing',
  },
  {
    name: 'another kind',
    refused: one('identity: {}').replace('EncryptionConfiguration', 'TracingConfiguration'),
    taken: one('identity: {}'),
    line: 2,
    reason: 'no such type',
  },
  {
    name: 'v1beta1',
    refused: one('identity: {}').replace('io/v1', 'io/v1beta1'),
    taken: one('identity: {}'),
    line: 1,
    reason: 'no such type',
  },
  {
    name: 'the old kind in the new group',
    refused: one('identity: {}').replace('EncryptionConfiguration', 'EncryptionConfig'),
    taken: one('identity: {}').replace(/^.*\n.*/, 'apiVersion: v1\nkind: EncryptionConfig'),
    line: 2,
    reason: 'no such type',
  },
  {
    name: 'an unknown field',
    refused: one(keyed('secretbox', ', comment: x')),
    taken: one(keyed('secretbox')),
    line: 6,
    reason: 'not known',
    since: 31,
  },
  {
    name: 'a field in other case',
    refused: one('identity: {}').replace('resources: [', 'Resources: ['),
    taken: one('identity: {}'),
    line: 4,
    reason: 'at least one resource',
  },
  {
    name: 'a repeated field',
    refused: one('identity: {}').replace('kind:', 'kind: EncryptionConfiguration\nkind:'),
    taken: one('identity: {}'),
    line: 3,
    reason: 'repeated',
    since: 31,
  },
  {
    name: 'a number for a name',
    refused: one(keyed('secretbox').replace('name: a', 'name: 1')),
    taken: one(keyed('secretbox').replace('name: a', 'name: "1"')),
    line: 6,
    reason: 'a text is expected',
  },
  {
    name: 'a text for a list',
    refused: rule('secrets').replace('[secrets]', 'secrets'),
    taken: rule('secrets'),
    line: 4,
    reason: 'a list is expected',
  },
  { name: 'no rule', refused: `${HEAD}resources: []\n`, taken: rule('secrets'), line: 3, reason: 'at least one rule' },
  { name: 'no resource', refused: rule(''), taken: rule('secrets'), line: 4, reason: 'at least one resource' },
  {
    name: 'no provider',
    refused: `${HEAD}resources:\n- resources: [secrets]\n  providers: []\n`,
    taken: rule('secrets'),
    line: 5,
    reason: 'at least one provider',
  },
  {
    name: 'an entry without provider',
    refused: one('{}'),
    taken: one('identity: {}'),
    line: 6,
    reason: 'names no provider',
  },
  {
    name: 'identity without braces',
    refused: one('identity:'),
    taken: one('identity: {}'),
    line: 6,
    reason: 'names no provider',
  },
  {
    name: 'two providers in one entry',
    refused: one(`{identity: {}, ${keyed('secretbox')}}`),
    taken: one(`{${keyed('secretbox')}}`),
    line: 6,
    reason: 'more than one provider',
  },
  {
    name: 'no key',
    refused: one('aescbc: {keys: []}'),
    taken: one(keyed('aescbc')),
    line: 6,
    reason: 'at least one key',
  },
  {
    name: 'a key without name',
    refused: one(keyed('aescbc').replace('name: a', 'name: ""')),
    taken: one(keyed('aescbc')),
    line: 6,
    reason: 'a key needs a name',
  },
  {
    name: 'a key without secret',
    refused: one('aescbc: {keys: [{name: a}]}'),
    taken: one(keyed('aescbc')),
    line: 6,
    reason: 'a key needs a secret',
  },
  {
    name: 'base64 without padding',
    refused: one(keyed('aescbc').replace('=', '')),
    taken: one(keyed('aescbc')),
    line: 6,
    reason: 'not base64',
  },
  {
    name: 'a secretbox key of 16 bytes',
    refused: one(keyed('secretbox').replace(K32, key(16))),
    taken: one(keyed('aesgcm').replace(K32, key(16))),
    line: 6,
    reason: 'the key has 16 bytes; 32 are expected',
  },
  {
    name: 'an aescbc key of 20 bytes',
    refused: one(keyed('aescbc').replace(K32, key(20))),
    taken: one(keyed('aescbc').replace(K32, key(24))),
    line: 6,
    reason: 'the key has 20 bytes; 16, 24 or 32',
  },
  { name: 'KMS v1', refused: one(kms('', 'a', 'v1')), taken: one(kms('')), line: 6, reason: 'KMS v1 is off' },
  {
    name: 'KMS without apiVersion',
    refused: one('kms: {name: a, endpoint: "unix:///a"}'),
    taken: one(kms('')),
    line: 6,
    reason: 'counts where no apiVersion is written',
  },
  { name: 'KMS v3', refused: one(kms('', 'a', 'v3')), taken: one(kms('')), line: 6, reason: 'apiVersion is v1 or v2' },
  { name: 'KMS without name', refused: one(kms('', '""')), taken: one(kms('')), line: 6, reason: 'needs a name' },
  {
    name: 'a colon in the name',
    refused: one(kms('', '"a:b"')),
    taken: one(kms('', 'a-b')),
    line: 6,
    reason: 'has no colon',
  },
  {
    name: 'one name twice',
    refused: `${one(kms(''))}  - ${kms('')}\n`,
    taken: `${one(kms(''))}  - ${kms('', 'b')}\n`,
    line: 7,
    reason: 'taken by an earlier',
  },
  {
    name: 'cachesize with v2',
    refused: one(kms(', cachesize: 5')),
    taken: one(kms('')),
    line: 6,
    reason: 'cachesize is for KMS v1',
  },
  {
    name: 'cachesize of 33 bits',
    refused: one(kms(', cachesize: 2147483648')),
    taken: one(kms(', cachesize: null')),
    line: 6,
    reason: 'a whole number of 32 bits',
  },
  { name: 'a timeout of nothing', refused: timeout('0s'), taken: timeout('1ns'), line: 6, reason: 'not positive' },
  {
    name: 'a timeout below a nanosecond',
    refused: timeout('0.9ns'),
    taken: timeout('1.9ns'),
    line: 6,
    reason: 'not positive',
  },
  {
    name: 'a timeout without unit',
    refused: timeout('"3"'),
    taken: timeout('"3s"'),
    line: 6,
    reason: 'not a duration',
  },
  { name: 'a timeout as number', refused: timeout('3'), taken: timeout('3s'), line: 6, reason: 'a text such as 3s' },
  { name: 'no endpoint', refused: endpoint(''), taken: endpoint('unix:///a'), line: 6, reason: 'needs an endpoint' },
  {
    name: 'a path as endpoint',
    refused: endpoint('/run/a'),
    taken: endpoint('unix:/run/a'),
    line: 6,
    reason: 'a Unix socket',
  },
  { name: 'http', refused: endpoint('http:///a'), taken: endpoint('UNIX:///a'), line: 6, reason: 'a Unix socket' },
  {
    name: 'a loose percent sign',
    refused: endpoint('unix:///a%zz'),
    taken: endpoint('unix:///a%41'),
    line: 6,
    reason: 'no URL',
  },
  {
    name: 'a percent sign for gRPC',
    refused: endpoint('unix:///a%25zz'),
    taken: endpoint('unix:///a%25aa'),
    line: 6,
    reason: 'gRPC refuses',
  },
  {
    name: 'a port that is none',
    refused: endpoint('unix://h:x/a'),
    taken: endpoint('unix://h:1/a'),
    line: 6,
    reason: 'no URL',
  },
  { name: 'an asterisk alone', refused: rule('"*"'), taken: rule('"*."'), line: 4, reason: '* is no resource' },
  { name: 'a capital letter', refused: rule('Secrets'), taken: rule('secrets'), line: 4, reason: 'capital' },
  {
    name: 'one resource of every group',
    refused: rule('"pods.*"'),
    taken: rule('"*.*"'),
    line: 4,
    reason: 'every group',
  },
  { name: 'events.k8s.io', refused: rule('"*.events.k8s.io"'), taken: rule('events'), line: 4, reason: 'write events' },
  {
    name: 'extensions',
    refused: rule('"*.extensions"'),
    taken: rule('"*.apps"'),
    line: 4,
    reason: 'extensions is gone',
  },
  {
    name: 'what has no API',
    refused: rule('apiserveripinfo'),
    taken: rule('apiserveripinfo.x'),
    line: 4,
    reason: 'no REST API',
  },
  {
    name: 'a name twice in a list',
    refused: rule('secrets, secrets.'),
    taken: rule('secrets, secrets.x'),
    line: 4,
    reason: 'stands twice',
  },
  {
    name: 'overlap in a list',
    refused: rule('secrets, "*."'),
    taken: rule('secrets, "*.apps"'),
    line: 4,
    reason: 'overlap',
  },
  {
    name: 'everything and more in a list',
    refused: rule('"*.*", secrets'),
    taken: rule('"*.*"'),
    line: 4,
    reason: 'overlap',
  },
  {
    name: 'masked by a group',
    refused: `${rule('"*.apps"')}- resources: [deployments.apps]\n  providers: [identity: {}]\n`,
    taken: `${rule('deployments.apps')}- resources: ["*.apps"]\n  providers: [identity: {}]\n`,
    line: 7,
    reason: 'an earlier rule for *.apps',
  },
  {
    name: 'masked by everything',
    refused: `${rule('"*.*"')}- resources: ["*.apps"]\n  providers: [identity: {}]\n`,
    taken: `${rule('"*.apps"')}- resources: ["*.*"]\n  providers: [identity: {}]\n`,
    line: 7,
    reason: 'an earlier rule for *.*',
  },
  {
    name: 'merged over a key',
    refused: `${HEAD}resources:\n- &r\n  resources: [secrets]\n  providers: [identity: {}]\n- <<: *r\n  resources: [pods]\n`,
    taken: rule('secrets'),
    line: 8,
    reason: 'repeated',
    since: 31,
  },
  {
    name: 'a flow mapping as the whole',
    refused: '{kind: EncryptionConfiguration}\n',
    taken: JSON.stringify({
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'EncryptionConfiguration',
      resources: [{ resources: ['secrets'], providers: [{ identity: {} }] }],
    }),
    line: 1,
    reason: 'not valid JSON',
  },
  {
    name: 'a tab before a key',
    refused: one('identity: {}').replace('  providers', '\tproviders'),
    taken: one('identity: {}'),
    line: 5,
    reason: 'cannot be read',
  },
  {
    name: 'an empty first document',
    refused: `---\n---\n${one('identity: {}')}`,
    taken: `---\n${one('identity: {}')}`,
    line: 1,
    reason: 'the first document is empty',
  },
  {
    name: 'a directive for YAML 1.2',
    refused: `%YAML 1.2\n---\n${one('identity: {}')}`,
    taken: `%YAML 1.1\n---\n${one('identity: {}')}`,
    line: 1,
    reason: 'a directive',
  },
];
