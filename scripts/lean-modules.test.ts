// What is bundled does what the sources do: the same techniques and checks but for their examples, the same data, the same YAML.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { build } from 'rolldown';
import { beforeAll, describe, expect, it } from 'vitest';
import { checks, techniques } from '@watertight/engine';
import { readYaml } from '@watertight/syntax';
import { leanModules, parsedAtRunTime, lean } from './lean-modules.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

describe('lean', () => {
  it.each([
    [
      "export const a = { id: 'A', examples: { safe: [f()] } };",
      "export const a = { id: 'A', examples: { exposed: [], safe: [] } };",
    ],
    ["const m = f(g('x')) + 1;", "const m = /* @__PURE__ */ f(/* @__PURE__ */ g('x')) + 1;"],
    ['const s = new Set([1]);', 'const s = /* @__PURE__ */ new Set([1]);'],
    // A call that runs later may have effects then, and other words are no examples.
    ['const find = (facts) => judge(facts);', 'const find = (facts) => judge(facts);'],
    [
      'const t = { samples: [1], find() { return { examples: f() }; } };',
      'const t = { samples: [1], find() { return { examples: f() }; } };',
    ],
  ])('%s', (text, expected) => {
    expect(lean('rule.ts', text)).toBe(expected);
  });
});

it('keeps data as they are, whatever characters they hold', () => {
  const text = '{ "a": [1, "\\u2028\\"\\\\"], "__proto__x": null }';
  const [, inside = ''] = /JSON\.parse\((.*)\);$/s.exec(parsedAtRunTime(text)) ?? [];
  expect(JSON.parse(JSON.parse(inside) as string)).toEqual(JSON.parse(text));
});

/** A package as the bundle has it: its code, and what it exports. */
async function bundledPackage(name: string): Promise<{ code: string; exported: Record<string, unknown> }> {
  const input = path.join(ROOT, `packages/${name}/src/index.ts`);
  const { output } = await build({ cwd: ROOT, input, platform: 'node', plugins: [leanModules], write: false });
  const { code } = output[0];
  const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
  return { code, exported: (await import(/* @vite-ignore */ url)) as Record<string, unknown> };
}

describe('the YAML reader, bundled', () => {
  let bundled: typeof readYaml;

  beforeAll(async () => {
    bundled = (await bundledPackage('syntax')).exported['readYaml'] as typeof readYaml;
  });

  const corpus = path.join(ROOT, 'packages/syntax/src/corpus');

  it.each([
    ...readdirSync(corpus).map((file) => [file, readFileSync(path.join(corpus, file), 'utf8')]),
    [
      'flow over lines, tags and escapes',
      '{ a: [1,\n  "\\x41\\u00e9"], !!str b: !!binary aGk=, ? c : 0x1f, <<: { d: ~ } }',
    ],
    ['%YAML and folded text', '%YAML 1.2\n---\na: >-\n  b\n\n  c\nd: !local [ ]\n...\n'],
  ])('reads %s alike', (_title, text) => {
    expect(bundled(text)).toEqual(readYaml(text));
  });
});

describe('the engine, bundled', () => {
  let code = '';
  let bundled: Record<string, unknown> = {};

  beforeAll(async () => {
    ({ code, exported: bundled } = await bundledPackage('engine'));
  });

  /** All of a rule that is data; its functions are only said to be there, and its examples are left out. */
  function said(rule: object): unknown {
    const entries = Object.entries(rule).filter(([key]) => key !== 'examples');
    const plain = (_key: string, value: unknown): unknown => (typeof value === 'function' ? 'a function' : value);
    return JSON.parse(JSON.stringify(entries, plain));
  }

  it('has every technique and check with all that is said of it', () => {
    expect((bundled['techniques'] as typeof techniques).map(said)).toEqual(techniques.map(said));
    expect((bundled['checks'] as typeof checks).map(said)).toEqual(checks.map(said));
  });

  it('carries no example and none of their frames', () => {
    expect((bundled['techniques'] as typeof techniques).every(({ examples }) => examples.exposed.length === 0)).toBe(
      true,
    );
    expect(code).not.toContain('registry.example/agent');
  });

  it('has the bootstrap policy', () => {
    const policy = readFileSync(path.join(ROOT, 'packages/engine/src/access/bootstrap/data/policy.json'), 'utf8');
    expect(code).toContain(JSON.stringify(JSON.stringify(JSON.parse(policy))));
  });
});
