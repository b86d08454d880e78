// What is rendered, what is read as it is, and that nothing is fetched.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { inflatesCharts, namedPaths } from './kustomization.ts';
import { findProgram } from './program.ts';
import { planReading } from './render.ts';
import type { Plan } from './render.ts';
import { walk } from './walk.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watertight-render-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function put(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: 0o755 });
  }
}

async function plan(argument = folder, render = true): Promise<Plan> {
  return await planReading(await walk(argument, new Set()), { defaultNamespace: 'default', render });
}

function filesOf(of: Plan): string[] {
  return of.files.map(({ shown }) => shown.slice(folder.length + 1));
}

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n';
const kubectl = await findProgram('kubectl');

describe('namedPaths', () => {
  test('takes every field that names a file', () => {
    const value = {
      resources: ['r.yaml', '../base'],
      components: ['c'],
      patches: [{ path: 'p.yaml' }, { patch: 'inline: 1' }],
      patchesStrategicMerge: ['s.yaml', 'kind: X\nmetadata: {}'],
      configMapGenerator: [{ files: ['a.txt', 'key=b.txt'], envs: ['e.env'] }],
      secretGenerator: [{ env: 'f.env', literals: ['a=b'] }],
      openapi: { path: 'o.json' },
    };
    expect(namedPaths(value).toSorted()).toEqual([
      '../base',
      'a.txt',
      'b.txt',
      'c',
      'e.env',
      'f.env',
      'o.json',
      'p.yaml',
      'r.yaml',
      's.yaml',
    ]);
  });

  test.each([null, [], 'x', { resources: 'r.yaml' }, { patches: null }, { resources: [1, null] }])(
    '%j names nothing',
    (value) => {
      expect(namedPaths(value)).toEqual([]);
      expect(inflatesCharts(value)).toBe(false);
    },
  );
});

describe.skipIf(kubectl === undefined)('kustomizations (needs kubectl)', () => {
  test('an overlay is rendered with its base, and what it names is not read twice', async () => {
    put({
      'base/kustomization.yaml': 'resources: [r.yaml]',
      'base/r.yaml': MAP,
      'base/stray.yaml': MAP,
      'dev/kustomization.yaml': 'resources: [../base]\nnamePrefix: dev-\npatches: [{path: p.yaml}]',
      'dev/p.yaml': `${MAP}data: {a: b}`,
    });
    const got = await plan();
    expect(got.rendered.map(({ shown }) => shown)).toEqual([`${folder}/dev (kustomize)`]);
    expect(got.rendered[0]?.bytes.toString()).toContain('name: dev-x');
    expect(filesOf(got)).toEqual(['base/stray.yaml']);
    expect(got.coverage).toEqual([]);
  });

  test('a base outside the input is taken in', async () => {
    put({
      'base/kustomization.yaml': 'resources: [r.yaml]',
      'base/r.yaml': MAP,
      'dev/kustomization.yaml': 'resources: [../base]',
    });
    const got = await plan(join(folder, 'dev'));
    expect(got.rendered).toHaveLength(1);
  });

  test.each([
    ['http://127.0.0.1:9/x.yaml', 'remote bases are never fetched'],
    ['github.com/example/base?ref=v1', 'remote bases are never fetched'],
    ['missing.yaml', 'remote bases are never fetched'],
  ])('%s is never fetched', async (name, reason) => {
    put({ 'kustomization.yaml': `resources: [r.yaml, "${name}"]`, 'r.yaml': MAP });
    const got = await plan();
    expect(got.rendered).toEqual([]);
    expect(filesOf(got)).toEqual(['r.yaml']);
    expect(got.coverage).toEqual([
      expect.objectContaining({
        state: 'partial',
        reason: expect.stringContaining(reason),
        file: `${folder}/kustomization.yaml`,
        line: 1,
      }),
    ]);
  });

  test('a kustomization that fails costs only its rendering, and its error is not shown', async () => {
    put({ 'kustomization.yaml': 'resources: [r.yaml]', 'r.yaml': 'apiVersion: v1\nkind: Secret\ndata: {a: MARKED' });
    const got = await plan();
    expect(filesOf(got)).toEqual(['r.yaml']);
    expect(got.coverage).toEqual([
      expect.objectContaining({ reason: expect.stringMatching(/kubectl kustomize ended with code \d+$/) }),
    ]);
    expect(JSON.stringify(got.coverage)).not.toContain('MARKED');
  });

  test('kustomizations in a ring, charts to inflate and a broken file are said', async () => {
    put({
      'a/kustomization.yaml': 'resources: [../b]',
      'b/kustomization.yaml': 'resources: [../a]',
      'c/kustomization.yaml': 'helmCharts: [{name: x}]',
      'd/kustomization.yaml': 'resources: [',
    });
    const got = await plan();
    const reasons = got.coverage.map(({ what, reason }) => `${what.slice(-2)} ${reason?.split(': ')[1]}`).toSorted();
    expect(reasons).toEqual([
      '/a kustomizations take each other in',
      '/b kustomizations take each other in',
      '/c it inflates Helm charts, which may be downloaded',
      '/d a kustomization file that it takes in cannot be read',
    ]);
  });

  test('a link to a rendered file is not read either', async () => {
    put({ 'kustomization.yaml': 'resources: [r.yaml]', 'r.yaml': MAP });
    symlinkSync('r.yaml', join(folder, 'a.yaml'));
    expect(filesOf(await plan())).toEqual([]);
  });
});

describe('without the program', () => {
  test('a kustomization is read as it is', async () => {
    vi.stubEnv('PATH', '/nonexistent');
    put({ 'kustomization.yaml': 'resources: [r.yaml]', 'r.yaml': MAP });
    const got = await plan();
    expect(filesOf(got)).toEqual(['r.yaml']);
    expect(got.coverage).toEqual([
      expect.objectContaining({ reason: expect.stringContaining('kubectl is not installed') }),
    ]);
  });

  test('rendering can be switched off', async () => {
    put({ 'kustomization.yaml': 'resources: [r.yaml]', 'r.yaml': MAP });
    expect((await plan(folder, false)).coverage).toEqual([
      expect.objectContaining({ reason: expect.stringContaining('switched off') }),
    ]);
  });
});

describe('charts', () => {
  const CHART = {
    'c/Chart.yaml': 'name: c',
    'c/values.yaml': 'a: b',
    'c/values-prod.yaml': 'a: b',
    'c/templates/r.yaml': MAP,
    'c/crds/d.yaml': MAP,
    'c/charts/s/Chart.yaml': 'name: s',
    'c/charts/s/templates/r.yaml': MAP,
    'c/other.yaml': MAP,
  };

  test('without helm the templates are marked, and values are no objects', async () => {
    vi.stubEnv('PATH', '/nonexistent');
    put(CHART);
    const got = await plan();
    expect(filesOf(got)).toEqual([
      'c/charts/s/templates/r.yaml',
      'c/crds/d.yaml',
      'c/other.yaml',
      'c/templates/r.yaml',
    ]);
    expect(got.files.map(({ unrendered }) => unrendered)).toEqual([
      'helm is not installed',
      undefined,
      undefined,
      'helm is not installed',
    ]);
    expect(got.coverage).toEqual([
      expect.objectContaining({
        file: `${folder}/c/Chart.yaml`,
        reason: expect.stringContaining('helm is not installed'),
      }),
    ]);
  });

  test('with helm the output stands for templates, crds and subcharts', async () => {
    put({ ...CHART, 'bin/helm': '#!/bin/sh\nif [ -n "$SECRET_OF_USER" ]; then exit 9; fi\necho "# $1 $2 $4"\n' });
    vi.stubEnv('PATH', `${folder}/bin:/usr/bin:/bin`);
    vi.stubEnv('SECRET_OF_USER', 'MARKED');
    const got = await plan();
    expect(got.rendered.map(({ shown, bytes }) => `${shown.slice(folder.length)} ${bytes.toString().trim()}`)).toEqual([
      '/c (helm) # template release-name --include-crds',
    ]);
    expect(filesOf(got)).toEqual(['c/other.yaml']);
  });

  test('a helm that fails leaves the templates as they are', async () => {
    put({ ...CHART, 'bin/helm': '#!/bin/sh\necho MARKED >&2\nexit 3\n' });
    vi.stubEnv('PATH', `${folder}/bin`);
    const got = await plan();
    expect(got.rendered).toEqual([]);
    expect(got.coverage).toEqual([
      expect.objectContaining({ reason: expect.stringContaining('helm template ended with code 3') }),
    ]);
    expect(JSON.stringify(got)).not.toContain('MARKED');
  });
});
