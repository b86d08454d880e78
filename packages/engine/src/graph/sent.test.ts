// Credentials on their way that Secrets put into variables: who is told to send which, and twins that are told nothing of the kind.
import { expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.ts';
import { factsOf } from '../testing/facts-of.ts';

interface Input {
  readonly secret?: string;
  readonly from?: string;
  readonly env?: string;
  readonly rest?: string;
  readonly annotations?: string;
}

const FROM = 'envFrom: [{ secretRef: { name: db } }]';
const URL = '{ name: DB_URL, value: "redis://cache:6379" }';
const KEY = (more = ''): string =>
  `{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: db, key: password${more} } } }`;
const IN_URL = '{ name: STORE, value: "redis://:$(DB_PASSWORD)@cache:6379" }';

const world = ({ secret = 'DB_PASSWORD', from = FROM, env = URL, rest = '', annotations = '' }: Input): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, annotations: { ${annotations} } }
---
${secret === '' ? '' : `apiVersion: v1\nkind: Secret\nmetadata: { name: db, namespace: shop }\nstringData: { ${secret}: not-a-real-password }\n---`}
apiVersion: v1
kind: Service
metadata: { name: cache, namespace: shop }
spec: { selector: { app: cache }, ports: [{ port: 6379 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: cache, namespace: shop, labels: { app: cache } }
spec: { nodeName: n2, automountServiceAccountToken: false, containers: [{ name: redis, image: redis }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { nodeName: n1, automountServiceAccountToken: false, containers: [{ name: web, image: web, ${from === '' ? '' : `${from}, `}env: [${env}] }${rest}] }
---
apiVersion: v1
kind: Pod
metadata: { name: tap, namespace: lab }
spec: { nodeName: n1, hostNetwork: true, automountServiceAccountToken: false, containers: [{ name: tap, image: tap }] }
`;

const heard = (input: Input) =>
  analyse(factsOf(world(input)))
    .reachOf('pod:lab/tap')
    .find(({ id }) => id === 'secret:shop/db')
    ?.prove();

test.each<[string, Input, string | undefined]>([
  ['envFrom, and the URL', {}, 'assumed'],
  ['TLS', { env: '{ name: DB_URL, value: "rediss://cache:6379" }' }, undefined],
  ['a mesh', { annotations: 'linkerd.io/inject: enabled' }, undefined],
  ['a key that is no credential', { secret: 'DB_USER' }, undefined],
  ['a key of another server', { secret: 'MAIL_PASSWORD' }, undefined],
  [
    'the name of the host',
    { secret: 'CACHE_PASSWORD', env: '{ name: STORE, value: "redis://cache:6379" }' },
    'assumed',
  ],
  ['the protocol', { secret: 'REDIS_PASSWORD', env: '{ name: STORE, value: "redis://cache:6379" }' }, 'assumed'],
  [
    'a protocol without a login',
    { secret: 'HTTP_TOKEN', env: '{ name: STORE, value: "http://cache:6379" }' },
    undefined,
  ],
  ['no URL', { env: '{ name: DB_HOST, value: cache }' }, undefined],
  ['a Secret that is not there', { secret: '' }, undefined],
  ['a prefix', { secret: 'PASSWORD', from: FROM.replace('secretRef', 'prefix: DB_, secretRef') }, 'assumed'],
  ['no prefix', { secret: 'PASSWORD' }, undefined],
  ['a prefix that makes it another name', { from: FROM.replace('secretRef', 'prefix: MAIL_, secretRef') }, undefined],
  ['a variable that replaces the key', { env: `${URL}, { name: DB_PASSWORD, value: "" }` }, undefined],
  ['secretKeyRef, and the URL', { from: '', env: `${KEY()}, ${URL}` }, 'assumed'],
  ['secretKeyRef, optional', { from: '', env: `${KEY(', optional: true')}, ${URL}` }, 'assumed'],
  ['secretKeyRef, no Secret', { secret: '', from: '', env: `${KEY()}, ${URL}` }, 'assumed'],
  ['secretKeyRef, optional, no Secret', { secret: '', from: '', env: `${KEY(', optional: true')}, ${URL}` }, undefined],
  ['envFrom within the URL', { env: IN_URL }, 'conditional'],
  [
    'envFrom within the arguments',
    { env: '', from: `${FROM}, args: ["redis://:$(DB_PASSWORD)@cache:6379"]` },
    'conditional',
  ],
  ['an escaped reference', { env: IN_URL.replace('$(', '$$$$('), secret: 'DB_PASSWORD' }, undefined],
  ['another key within the URL', { secret: 'MAIL_PASSWORD', env: IN_URL }, undefined],
  ['the URL of another container', { env: '', rest: `, { name: side, image: side, env: [${URL}] }` }, undefined],
])('%s', (_, input, certainty) => {
  expect(heard(input)?.certainty).toBe(certainty);
});

test('what only the names say is a condition of the step', () => {
  const [step] = heard({})?.steps ?? [];
  expect(step?.because).toBe(
    'pod:lab/tap hears what passes on n1: pod:shop/web has it as DB_PASSWORD and speaks to service:shop/cache in clear',
  );
  expect(step?.conditions[0]).toEqual({
    text: 'the program sends DB_PASSWORD to the server that DB_URL names, which only the names say',
    settledBy: 'the program and its settings',
  });
  expect(step?.evidence.map(({ pointer }) => pointer)).toContain('/spec/containers/0/envFrom/0/secretRef');
});
