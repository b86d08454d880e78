// The baseline by the command line: what it holds, what is new beside it, and what of it has gone.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { PRIVILEGED, role, SECRET, suppress, TriageScan } from '../testing/triage-scan.ts';

const cluster = new TriageScan();
afterAll(() => cluster.remove());

describe('the baseline', () => {
  const alice = SECRET + role('alice', 'secrets');
  const known = cluster.at('known');
  const baseline = ['--baseline', known];

  beforeEach(() => rmSync(known, { force: true }));

  test('is one sorted line for each exposure and finding, and accepts what it holds', async () => {
    expect((await cluster.scan(alice + PRIVILEGED, '', '--write-baseline', known)).code).toBe(0);
    const lines = readFileSync(known, 'utf8').trimEnd().split('\n');
    expect(lines[0]).toBe('{"schema":"watertight/v1","kind":"baseline"}');
    expect(lines.slice(1)).toEqual(lines.slice(1).toSorted());
    expect(lines).toContain('{"exposure":["user:alice","secret:shop/db"],"severity":"critical"}');
    expect(lines.some((line) => line.includes('"check":"pod-privileged"'))).toBe(true);
    const again = await cluster.scan(alice + PRIVILEGED, '', ...baseline);
    expect(again.code).toBe(0);
    expect(again.result.accepted?.inBaseline?.paths).toBe(again.result.summary.paths);
    expect(again.result.paths.every(({ inBaseline }) => inBaseline === true)).toBe(true);
    expect(again.result.accepted?.stale).toEqual([]);
  });

  test('fails what is new only, and lists that first', async () => {
    await cluster.scan(alice, '', '--write-baseline', known);
    const scanned = await cluster.scan(
      alice + role('aaron', 'secrets') + role('bob', 'secrets'),
      '',
      ...baseline,
      '--max-paths',
      '2',
    );
    expect(scanned.code).toBe(1);
    expect(scanned.result.paths.map(({ from, inBaseline }) => [from, inBaseline])).toEqual([
      ['user:aaron', undefined],
      ['user:bob', undefined],
    ]);
    expect(scanned.result.truncated).toBe(true);
  });

  test('fails what got graver', async () => {
    const conditional = SECRET + role('alice', 'pods').replace('[get]', '[create]');
    await cluster.scan(conditional, '', '--write-baseline', known);
    expect((await cluster.scan(conditional, '', ...baseline, '--fail-on', 'info')).code).toBe(0);
    expect(
      (
        await cluster.scan(
          conditional + role('alice2', 'secrets').replaceAll('name: alice2}]', 'name: alice}]'),
          '',
          ...baseline,
        )
      ).code,
    ).toBe(1);
  });

  test('is the same whatever stands around the exposure: another grant for the same reader is nothing new', async () => {
    await cluster.scan(alice, '', '--write-baseline', known);
    const other = role('readers', 'secrets').replace('name: readers}]', 'name: alice}]');
    expect((await cluster.scan(SECRET + other, '', ...baseline)).code).toBe(0);
  });

  test('says which of its lines are of no use any more', async () => {
    await cluster.scan(alice, '', '--write-baseline', known);
    const { result } = await cluster.scan(SECRET, '', ...baseline);
    expect(result.accepted?.stale).toContainEqual({
      source: known,
      line: 2,
      entry: 'user:alice reads secret:shop/db',
      state: 'unmatched',
      reason: 'no longer found',
    });
  });

  test('merges: lines may come in any order and twice', async () => {
    await cluster.scan(alice, '', '--write-baseline', known);
    const [header = '', ...entries] = readFileSync(known, 'utf8').trimEnd().split('\n');
    writeFileSync(known, [header, ...entries.toReversed(), ...entries, header].join('\n'));
    expect((await cluster.scan(alice, '', ...baseline)).code).toBe(0);
  });

  test('is named in the settings from their own folder, and need not be there when it is written', async () => {
    expect((await cluster.scan(alice, 'baseline: known\n', '--write-baseline', known)).code).toBe(0);
    expect((await cluster.scan(alice, 'baseline: known\n')).code).toBe(0);
  });

  test('leaves out what is suppressed: it comes back when the suppression ends', async () => {
    await cluster.scan(alice, suppress('position: "user:alice"'), '--write-baseline', known);
    expect(readFileSync(known, 'utf8')).not.toContain('user:alice');
  });

  test.each([
    '<<<<<<< ours',
    '{"exposure":["a"],"severity":"high"}',
    '{"finding":"a","severity":"grave"}',
    'null',
    '{"__proto__":1}',
  ])('refuses the line %s and names it', async (line) => {
    await cluster.scan(alice, '', '--write-baseline', known);
    writeFileSync(known, `${readFileSync(known, 'utf8')}${line}\n`);
    const { code, stderr } = await cluster.run(alice, '', ...baseline);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: .*known:\d+: not a line of a baseline\n.+\n$/);
  });
});
