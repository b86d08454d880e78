// detect by the command line: exit codes, formats, baseline and suppressions, and no value in anything it writes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Detector } from '@watertight/detect';
import type { DetectResult } from '@watertight/engine';
import { formatsOf } from '@watertight/report';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type * as Detectors from '../shell/detectors.ts';
import { FakeApiServer } from '../../../../testbed/fake-api/server.ts';
import { runInProcess } from '../testing/in-process.ts';
import { kubeconfigText } from '../testing/proxied.ts';

/** A password after its name: the tests are about the command, not about which formats are known. */
const NAMED: Detector = {
  id: 'named-password',
  title: 'Password by its name',
  class: 'password',
  reference: 'https://example.com/format',
  anchors: ['password'],
  match: (text, at) => {
    const form = /password["']?[:=]\s*["']?([^\s"',]{8,64})/iy;
    form.lastIndex = at;
    const value = form.exec(text)?.[1];
    return value === undefined ? undefined : { start: form.lastIndex - value.length, end: form.lastIndex };
  },
  examples: { positive: [], negative: [] },
};
vi.mock('../shell/detectors.ts', async (original) => ({
  ...(await original<typeof Detectors>()),
  detectors: () => Promise.resolve([NAMED]),
}));

/** Plainly fake, and unlike anything else in the input. */
const VALUES = ['Xq7vZr2kTn9wYb4m', 'Jh3pLd8sGf5cWa6e', 'Mu1xQi0oKz7tVy2n'] as const;
const encoded = (text: string): string => Buffer.from(text).toString('base64');
const WINDOW = 6;
const PIECES = [...VALUES, ...VALUES.map(encoded)].flatMap((text) =>
  Array.from({ length: text.length - WINDOW + 1 }, (_, at) => text.slice(at, at + WINDOW)),
);
const leaked = (text: string): string[] => PIECES.filter((piece) => text.includes(piece));

const [DATA, PLAIN, ENV] = VALUES;
const SECRET = `kind: Secret
metadata: {name: db}
data:
  password: ${encoded(DATA)}
stringData:
  url: "https://user:${PLAIN}@db.example/x"
  file: |
    password=${PLAIN}
`;
const POD = `kind: Pod
spec:
  containers:
  - args: ["--password=${ENV}"]
    env:
    - {name: DB_PASSWORD, value: "${ENV}"}
    - {name: OTHER_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-detect-'));
  mkdirSync(at('clean'));
  writeFileSync(at('secret.yaml'), SECRET);
  writeFileSync(at('pod.yaml'), POD);
  writeFileSync(at('clean/pod.yaml'), POD.replaceAll(ENV, '${DB_PASSWORD}'));
  writeFileSync(at('key'), 'a key of more than sixteen bytes');
  writeFileSync(at('short'), 'short');
});
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => path.join(folder, name);

describe('exit codes', () => {
  test.each<[number, string[]]>([
    [1, ['pod.yaml']],
    [1, ['secret.yaml', 'clean']],
    [0, ['clean']],
    [0, ['pod.yaml', '--fail-on', 'critical']],
    [0, ['pod.yaml', '--fail-on', 'none']],
    [2, ['no-such-file']],
    [2, []],
    [2, ['pod.yaml', '-o', 'dot']],
  ])('%i: detect %j', async (code, args) => {
    const paths = args.map((arg) =>
      /^[a-z-]+(?:\.yaml)?$/.test(arg) && !/^(?:-|critical|none|dot)/.test(arg) ? at(arg) : arg,
    );
    expect((await runInProcess(['detect', ...paths])).code).toBe(code);
  });

  test.each(['short', 'no-such-file'])('2 for %s as a key', async (key) => {
    const { code, stderr } = await runInProcess(['detect', at('clean'), '--fingerprint-key-file', at(key)]);
    expect([code, stderr.split('\n')]).toEqual([2, [expect.any(String), expect.stringContaining('/dev/urandom'), '']]);
  });

  test.each<[number, string[]]>([
    [2, ['--git', '--staged']],
    [2, ['--git', '/no/such/repository']],
    [2, ['--staged', tmpdir()]],
  ])('%i: detect %j, two lines', async (code, args) => {
    const { stderr, ...ran } = await runInProcess(['detect', ...args]);
    expect([ran.code, stderr.trimEnd().split('\n').length]).toEqual([code, 2]);
  });

  test('4 without git where it is needed', async () => {
    vi.stubEnv('PATH', '/no/such/folder');
    const { code, stderr } = await runInProcess(['detect', '--staged']);
    vi.unstubAllEnvs();
    expect([code, stderr]).toEqual([4, expect.stringContaining('git is not installed')]);
  });

  test('3 where something was not read and that is asked for', async () => {
    writeFileSync(at('broken.yaml'), 'a: [\n');
    const args = ['detect', at('broken.yaml'), '--fail-on-incomplete'];
    expect((await runInProcess(args)).code).toBe(3);
    expect((await runInProcess(args.slice(0, 2))).code).toBe(0);
  });
});

describe('what is written', () => {
  test.each(formatsOf('detect'))('-o %s names the places and no value', async (format) => {
    const { stdout } = await runInProcess(['detect', at('secret.yaml'), at('pod.yaml'), '-o', format]);
    expect(stdout).toContain('named-password');
    expect(stdout).toContain('kubernetes-secret-value');
    expect(leaked(stdout)).toEqual([]);
  });

  test('the document of the contract', async () => {
    const { stdout } = await runInProcess(['detect', at('pod.yaml'), '-o', 'json']);
    const { kind, findings, summary } = JSON.parse(stdout) as DetectResult;
    expect([kind, summary.findings.high]).toEqual(['detect', 2]);
    expect(
      findings.map(({ line, column, endColumn, length, place }) => [line, column, endColumn, length, place]),
    ).toEqual([
      [4, 24, 40, 16, '/spec/containers/0/args'],
      [6, 35, 51, 16, '/spec/containers/0/env/0/value'],
    ]);
  });

  test('SARIF has the detector as its rule and the place as its region', async () => {
    const { stdout } = await runInProcess(['detect', at('pod.yaml'), '-o', 'sarif']);
    const { runs } = JSON.parse(stdout) as { runs: [{ results: { ruleId: string; locations: unknown[] }[] }] };
    expect(runs[0].results).toHaveLength(2);
    expect(runs[0].results[0]?.ruleId).toBe('named-password');
    expect(JSON.stringify(runs[0].results)).toContain('"startLine":4,"startColumn":24');
  });

  test('no part of a value from input that is broken anywhere', async () => {
    const breakers = ['', '{', '"', "'", ':', '\n', '\t', '- ', '\0', '|', '&a ', '*a', '# '];
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: SECRET.length }),
        fc.constantFrom(...breakers),
        fc.constantFrom(...formatsOf('detect')),
        async (place, breaker, format) => {
          writeFileSync(at('any.yaml'), SECRET.slice(0, place) + breaker + SECRET.slice(place + 1));
          const { stdout, stderr } = await runInProcess(['detect', at('any.yaml'), '-o', format]);
          expect(stderr).toBe('');
          expect(leaked(stdout)).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('what is accepted', () => {
  test('the baseline holds what was there, and fails nothing', async () => {
    const known = at('known');
    expect((await runInProcess(['detect', at('pod.yaml'), '--write-baseline', known])).code).toBe(0);
    expect(leaked(readFileSync(known, 'utf8'))).toEqual([]);
    expect((await runInProcess(['detect', at('pod.yaml'), '--baseline', known])).code).toBe(0);
    expect((await runInProcess(['detect', at('pod.yaml'), at('secret.yaml'), '--baseline', known])).code).toBe(1);
  });

  test('what the baseline holds of a file that is read, and is gone, is said; of another file it is not', async () => {
    const known = at('known-gone');
    writeFileSync(at('gone.txt'), `password=${VALUES[0]}\npassword=${VALUES[1]}\n`);
    await runInProcess(['detect', at('gone.txt'), at('secret.yaml'), '--write-baseline', known]);
    writeFileSync(at('gone.txt'), `password=${VALUES[0]}\n`);
    const stale = async (file: string): Promise<readonly unknown[]> => {
      const { stdout } = await runInProcess(['detect', at(file), '--baseline', known, '-o', 'json']);
      return ((JSON.parse(stdout) as DetectResult).accepted?.stale ?? []).map(({ entry }) => entry);
    };
    expect(await stale('gone.txt')).toEqual([`named-password of file:${at('gone.txt')}`]);
    expect(await stale('pod.yaml')).toEqual([]);
  });

  test('a suppression by detector and file', async () => {
    const settings = `suppressions:
- {check: named-password, object: "file:${at('pod.yaml')}", reason: r, owner: o, until: 2099-01-31}
`;
    writeFileSync(at('settings.yaml'), settings);
    const args = ['detect', at('pod.yaml'), '--config', at('settings.yaml')];
    expect((await runInProcess(args)).code).toBe(0);
    expect((await runInProcess([...args, at('secret.yaml')])).code).toBe(1);
  });
});

describe('a cluster', () => {
  test.each([
    [['--context', 'prod', 'README.md'], 'both files and a cluster are named'],
    [['--context', 'prod', '--git'], 'both files and a cluster are named'],
    [['--logs'], '-n, --logs and --secret-values are about a cluster'],
    [['--secret-values', 'README.md'], '-n, --logs and --secret-values are about a cluster'],
    [['-n', 'shop', 'README.md'], '-n, --logs and --secret-values are about a cluster'],
  ])('%j is refused', async (args, message) => {
    const { code, stderr } = await runInProcess(['detect', ...args]);
    expect({ code, isSaid: stderr.includes(message) }).toEqual({ code: 2, isSaid: true });
  });

  test('that cannot be reached is exit 4, that is not named exit 2', async () => {
    const config = at('config');
    writeFileSync(config, kubeconfigText('http://127.0.0.1:9'));
    const args = ['detect', '--kubeconfig', config, '--request-timeout', '1s'];
    expect((await runInProcess(args)).code).toBe(4);
    expect((await runInProcess([...args, '--context', 'other'])).code).toBe(2);
  });

  test('findings name the object, and hold no value', async () => {
    const metadata = { name: 'app', namespace: 'shop' };
    const objects = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: `password=${VALUES[0]}` } }];
    await using fake = await FakeApiServer.start({ objects });
    const config = at('config');
    writeFileSync(config, kubeconfigText(fake.url));
    const { code, stdout, stderr } = await runInProcess(['detect', '--kubeconfig', config, '-o', 'json']);
    const { findings } = JSON.parse(stdout) as DetectResult;
    expect(findings.map(({ file, place }) => `${file} ${place}`)).toEqual([
      'cluster:proxied/configmap:shop/app /data/a',
    ]);
    expect({ code, leaked: leaked(stdout + stderr) }).toEqual({ code: 1, leaked: [] });
  });
});
