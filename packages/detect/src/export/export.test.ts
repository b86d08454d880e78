// Exported configurations against the detectors' own examples: each value that is said to be masked is masked, whole.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { ALL_DETECTORS } from '../detectors/all.ts';
import { RULES } from '../rules/all.ts';
import { besideCards } from '../rules/named-values.ts';
import { exampleText } from '../testing/example-text.ts';
import { allPatterns } from './all-patterns.ts';
import { exportTo } from './export-to.ts';
import { luaFormats } from './lua-data.ts';
import { replacementsOf } from './replacements.ts';

const exported = allPatterns(ALL_DETECTORS);
const replacements = replacementsOf(exported.patterns).map(({ pattern, mask, hasSides }) => ({
  pattern: new RegExp(pattern, 'g'),
  by: hasSides ? `$1${mask}$2` : mask,
}));
const masked = (text: string): string =>
  replacements.reduce((left, { pattern, by }) => left.replace(pattern, by), text);

test.each(['vector', 'otel', 'fluent-bit'] as const)('%s: each detector and rule is said, once', (target) => {
  const { same, wider, lost } = exportTo(target);
  const told = [...same, ...wider, ...lost.map(([rule]) => rule)];
  const all = [...ALL_DETECTORS, ...RULES, besideCards].map(({ id }) => id);
  expect(told.toSorted()).toEqual([...new Set(all)].toSorted());
});

describe('every value of an example is masked', () => {
  const lost = new Set(exported.lost.map(([rule]) => rule));
  test.each(ALL_DETECTORS.filter(({ id }) => !lost.has(id)).map((detector) => [detector.id, detector] as const))(
    '%s',
    (_, { examples }) => {
      for (const template of examples.positive) {
        const { text, value } = exampleText(template, 1);
        const secret = text.slice(value?.start, value?.end);
        expect(masked(text)).not.toContain(secret);
      }
    },
  );
});

describe('what the configurations say', () => {
  test('Vector: a program that masks texts wherever they stand, and keeps everything else', () => {
    const { text } = exportTo('vector');
    expect(text).toContain('\\bghp_[0-9A-Za-z]{36}\\b');
    expect(text).toContain('. = map_values(., recursive: true) -> |value| {\n  if is_string(value) {');
    expect(text).not.toMatch(/^ {4}text = replace\(text, r'[^']*'[^,]/m);
  });

  test('the collector: backslashes and dollars twice, in single quotes', () => {
    const { text } = exportTo('otel');
    expect(text).toContain('error_mode: propagate');
    expect(text).toContain('ghp_[0-9A-Za-z]{36}\\\\b');
    for (const line of text.split('\n').filter((statement) => statement.includes('replace_'))) {
      expect(line).toMatch(/^ {10}- '[^']*'$/);
      expect(line.replaceAll('$$', '')).not.toContain('$');
      expect(line.replaceAll('\\\\', '')).not.toContain('\\');
    }
  });

  test('what is not masked stands in each, by its name', () => {
    for (const target of ['vector', 'otel', 'fluent-bit'] as const)
      for (const [rule] of exportTo(target).lost) expect(exportTo(target).text).toContain(rule);
  });

  test('what is known of names stands in each', () => {
    for (const target of ['vector', 'otel', 'fluent-bit'] as const) {
      const { text, byName } = exportTo(target);
      expect(byName).toContain(
        'not masked are values by other names (email, cvv, pin, dsn) and passwords in sentences',
      );
      expect(text.replaceAll(/\n *(?:#|--) */g, ' ')).toContain(byName);
    }
  });
});

const LUA = ['luajit', 'lua5.1'].find((program) => spawnSync(program, ['-v']).status === 0);

/** As Lua 5.1 writes bytes. */
const luaText = (text: string): string =>
  `"${[...Buffer.from(text, 'latin1')].map((byte) => `\\${String(byte).padStart(3, '0')}`).join('')}"`;

function inLua(expressions: readonly string[]): string[] {
  const calls = expressions.map((expression) => `io.write(${expression}, "\\0")\n`).join('');
  const input = `${exportTo('fluent-bit').text}\n${calls}`;
  const { stdout, stderr } = spawnSync(LUA ?? '', ['-'], { input, encoding: 'latin1', maxBuffer: 1 << 26 });
  expect(stderr).toBe('');
  return stdout.split('\0').slice(0, -1);
}

describe.skipIf(LUA === undefined)('Fluent Bit’s script, run (needs luajit)', () => {
  test('masks the values of every detector that it says it masks', () => {
    const told = new Set([...luaFormats(ALL_DETECTORS).exported.same, ...luaFormats(ALL_DETECTORS).exported.wider]);
    const texts = ALL_DETECTORS.filter(({ id }) => told.has(id)).flatMap(({ id, examples }) =>
      examples.positive.map((template) => ({ id, ...exampleText(template, 1) })),
    );
    const results = inLua(texts.map(({ text }) => `redact_text(${luaText(text)})`));
    const shown = texts.filter(({ text, value }, at) => results[at]?.includes(text.slice(value?.start, value?.end)));
    expect(texts.length).toBeGreaterThan(600);
    expect(shown.map(({ id }) => id)).toEqual([]);
  });

  test.each([
    ['password=hunter2 b', 'password=********** b'],
    ['https://u:pw@h/', 'https://u:**********@h/'],
    ['to bob@example.com', 'to **********'],
    ['all well, token bucket', 'all well, token bucket'],
    ['xghp_abc', 'xghp_abc'],
    ['password=**********', 'password=**********'],
  ])('%s', (text, expected) => {
    expect(inLua([`redact_text(${luaText(text)})`])).toEqual([expected]);
  });

  test('goes into tables, and masks by the names of fields', () => {
    const record = '{log="pwd=b", password=123, n=1, deep={api_key="x", list={"secret=9"}}}';
    const fields = ['r.log', 'r.password', 'r.n', 'r.deep.api_key', 'r.deep.list[1]'];
    const call = `(function() local c,t,r = redact("t", 7, ${record}); return table.concat({c, t, ${fields.join(', ')}}, " ") end)()`;
    const ten = '*'.repeat(10);
    expect(inLua([call])).toEqual([`2 7 pwd=${ten} ${ten} 1 ${ten} secret=${ten}`]);
  });
});
