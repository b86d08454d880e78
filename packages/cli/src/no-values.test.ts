// No secret value is in anything that any command writes, in any format, from whole input or from input broken anywhere.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { formatsOf } from '@watertight/report';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runInProcess } from './testing/in-process.ts';

/** Plainly fake, and unlike anything else in the input. */
const VALUES = ['Xq7vZr2kTn9wYb4m', 'Jh3pLd8sGf5cWa6e', 'Mu1xQi0oKz7tVy2n', 'Rb9gNj4hSw6dEp3l'] as const;
const [DATA, PLAIN, COPY, ENV] = VALUES;
const encoded = (text: string): string => Buffer.from(text).toString('base64');

/** So many characters in a row are no accident. */
const WINDOW = 6;
const PIECES = [...VALUES, ...VALUES.map(encoded)].flatMap((text) =>
  Array.from({ length: text.length - WINDOW + 1 }, (_, at) => text.slice(at, at + WINDOW)),
);

const SECRET = `apiVersion: v1
kind: Secret
metadata:
  name: db
  namespace: shop
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '{"kind":"Secret","data":{"a":"${encoded(COPY)}"},"stringData":{"b":"${COPY}"}}'
type: Opaque
data:
  password: ${encoded(DATA)}
  quoted: "${encoded(DATA)}"
stringData:
  plain: ${PLAIN}
  url: "https://user:${PLAIN}@db.example/x"
  file: |
    user: ${PLAIN}
    - ${PLAIN}
  folded: >-
    ${PLAIN}
    ${PLAIN}
  inner: '{"${PLAIN}": ["${PLAIN}"]}'
`;
const REST = `apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  password: ${COPY}
  connection: postgres://user:${COPY}@db/x
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  serviceAccountName: web
  containers:
  - name: web
    image: web
    args: [--password=${ENV}]
    env:
    - {name: DB_PASSWORD, value: ${ENV}}
    - {name: REF, valueFrom: {secretKeyRef: {name: db, key: password}}}
    securityContext: {privileged: true}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: web, namespace: shop}
rules:
- {apiGroups: [""], resources: [secrets], verbs: [get, list]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: web, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: web}
subjects: [{kind: ServiceAccount, name: web}, {kind: Group, name: "system:authenticated"}]
`;
const WHOLE = `${SECRET}---\n${REST}`;
const JSON_SECRET = JSON.stringify({
  apiVersion: 'v1',
  kind: 'List',
  items: [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'db', namespace: 'shop', annotations: { note: PLAIN } },
      data: { password: encoded(DATA) },
      stringData: { plain: PLAIN, 'a"b': `x${PLAIN}` },
    },
  ],
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-values-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => path.join(folder, name);

function leaked(text: string): string[] {
  return PIECES.filter((piece) => text.includes(piece));
}

/** Everything a run writes: both streams, and the file where one is asked for. */
async function written(args: readonly string[], ...files: string[]): Promise<string> {
  const { stdout, stderr } = await runInProcess(args);
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  expect(stderr).not.toContain('This is a bug');
  return `${stdout}\n${stderr}\n${text}`;
}

const COMMANDS = {
  scan: ['scan'],
  'who-can-read': ['who-can-read', 'secret:shop/db#password', 'serviceaccount:shop/web'],
  reach: ['reach', 'serviceaccount:shop/web'],
  paths: ['paths'],
  can: ['can', '--as', 'serviceaccount:shop/web', 'get', 'secrets', 'db', '-n', 'shop'],
  'can-connect': ['can-connect', '--from', 'deploy/web', '--to', 'deploy/web', '--port', '80', '-n', 'shop'],
  explain: ['explain', 'secret-last-applied'],
} as const;
/** `explain` draws paths only. */
const ONLY_PATHS: ReadonlySet<string> = new Set(['dot', 'mermaid']);
const RUNS = Object.entries(COMMANDS).flatMap(([name, args]) =>
  formatsOf(name as keyof typeof COMMANDS)
    .filter((format) => name !== 'explain' || !ONLY_PATHS.has(format))
    .map((format): string[] => [...args, '-o', format]),
);

/** Not among the formats that other results have. */
const FIXES = ['table', 'wide', 'json', 'yaml'].map((format) => ['fix', 'network', '-o', format]);

describe('whole input', () => {
  test.each([...RUNS, ...FIXES, ['who-can-read', '--all', '-o', 'ndjson'], ['who-can-read', '--all', '-o', 'table']])(
    '%s %s %s %s',
    async (...args) => {
      writeFileSync(at('whole.yaml'), WHOLE);
      const text = await written([...args, '-f', at('whole.yaml'), '--color', 'always']);
      expect(text).toContain('shop');
      expect(leaked(text)).toEqual([]);
    },
  );

  test('JSON, the explanation of a path, the baseline, an output file', async () => {
    writeFileSync(at('whole.yaml'), WHOLE);
    writeFileSync(at('list.json'), JSON_SECRET);
    const input = ['-f', at('whole.yaml'), '-f', at('list.json')];
    const scan = await written(
      ['scan', ...input, '-o', 'json', '--output-file', at('out'), '--write-baseline', at('known')],
      at('out'),
      at('known'),
    );
    expect(leaked(scan)).toEqual([]);
    const ids = [...new Set(scan.match(/p-[0-9a-f]{12}/g))];
    expect(ids.length).toBeGreaterThan(0);
    for (const format of formatsOf('explain')) {
      for (const id of ids) expect(leaked(await written(['explain', id, '-o', format, ...input]))).toEqual([]);
    }
  });

  test('a Secret given as settings, baseline or requests', async () => {
    writeFileSync(at('secret.yaml'), SECRET);
    writeFileSync(at('list.json'), JSON_SECRET);
    for (const file of [at('secret.yaml'), at('list.json')]) {
      for (const args of [
        ['scan', '-f', file, '--config', file],
        ['scan', '-f', file, '--baseline', file],
        ['can', '-f', file, '--requests', file],
      ]) {
        expect(leaked(await written(args))).toEqual([]);
      }
    }
  });
});

test('the search finds a value that is shown', async () => {
  writeFileSync(at('shown.yaml'), SECRET.replace('name: db', `name: ${PLAIN}`));
  expect(leaked(await written(['scan', '-f', at('shown.yaml')]))).not.toEqual([]);
});

describe('broken input', () => {
  const BREAKERS = [
    '',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    ':',
    '#',
    '&',
    '*',
    '!',
    '|',
    '>',
    '%',
    '@',
    '\n',
    '\t',
    '-',
    ' ',
    '\0',
    '\uFFFD',
    '\u2028',
    ',',
  ];

  async function breakAndRun(text: string, name: string): Promise<string[]> {
    writeFileSync(at(name), text);
    const found: string[] = [];
    for (const args of [
      ['scan', '-o', 'wide'],
      ['who-can-read', '--all', '-o', 'json'],
    ]) {
      found.push(...leaked(await written([...args, '-f', at(name)])));
    }
    return found;
  }

  const breaking = (text: string): fc.Arbitrary<string> =>
    fc
      .tuple(
        fc.nat({ max: text.length - 1 }),
        fc.constantFrom(...BREAKERS),
        fc.constantFrom('cut', 'replace', 'insert', 'drop'),
      )
      .map(([place, breaker, how]) => {
        if (how === 'cut') return text.slice(0, place);
        const rest = text.slice(how === 'insert' ? place : place + 1);
        return `${text.slice(0, place)}${how === 'drop' ? '' : breaker}${rest}`;
      });

  test.each([
    ['yaml', SECRET],
    ['json', JSON_SECRET],
    ['yaml', `${JSON_SECRET}\n---\n${SECRET}`],
    ['json', `${JSON_SECRET}\n${JSON_SECRET}\n`],
  ])('%s broken anywhere', async (ending, text) => {
    await fc.assert(
      fc.asyncProperty(fc.array(breaking(text), { minLength: 1, maxLength: 1 }), async ([broken = '']) => {
        expect(await breakAndRun(broken, `broken.${ending}`)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
