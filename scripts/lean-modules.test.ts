// The bundle's techniques and checks are the sources' ones but for their examples, and its data are the files'.
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { build } from 'rolldown';
import { beforeAll, describe, expect, it } from 'vitest';
import { checks, techniques } from '@watertight/engine';
import { leanModules, parsedAtRunTime, withoutExamples } from './lean-modules.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

describe('withoutExamples', () => {
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
    expect(withoutExamples('rule.ts', text)).toBe(expected);
  });
});

it('keeps data as they are, whatever characters they hold', () => {
  const text = '{ "a": [1, "\\u2028\\"\\\\"], "__proto__x": null }';
  const [, inside = ''] = /JSON\.parse\((.*)\);$/s.exec(parsedAtRunTime(text)) ?? [];
  expect(JSON.parse(JSON.parse(inside) as string)).toEqual(JSON.parse(text));
});

describe('the engine, bundled', () => {
  let code = '';
  let bundled: Record<string, unknown> = {};

  beforeAll(async () => {
    const { output } = await build({
      cwd: ROOT,
      input: path.join(ROOT, 'packages/engine/src/index.ts'),
      platform: 'node',
      plugins: [leanModules],
      write: false,
    });
    code = output[0].code;
    const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
    bundled = (await import(/* @vite-ignore */ url)) as Record<string, unknown>;
  });

  /** All of a rule that is data; its functions stand as their text. */
  function said({ examples: _, ...rule }: object & { readonly examples: unknown }): unknown {
    return JSON.parse(
      JSON.stringify(rule, (_key, value: unknown) => (typeof value === 'function' ? 'a function' : value)),
    );
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
