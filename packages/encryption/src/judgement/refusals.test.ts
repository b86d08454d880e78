// Each refusal of an API server: where and why, and that a file which differs in one place is taken.
import { describe, expect, test } from 'vitest';
import { REFUSALS } from '../testing/refusal-table.ts';
import { judge } from './judge.ts';

const settings = (minor: number) => ({ minor, kmsV1: false, reload: false });
const judged = (text: string, minor = 37) => judge(Buffer.from(text), settings(minor));

describe.each(REFUSALS)('$name', ({ refused, taken, line, reason, since }) => {
  test('is refused, with its place', () => {
    const { accepted, refusals } = judged(refused);
    expect(accepted).toBe(false);
    expect(refusals.map((each) => [each.line, each.reason.includes(reason)])).toContainEqual([line, true]);
  });
  test('its twin is taken', () => {
    expect(judged(taken).refusals).toEqual([]);
    expect(judged(taken).accepted).toBe(true);
  });
  test('before strict decoding', () => {
    expect(judged(refused, 30).accepted).toBe(since !== undefined);
    expect(judged(taken, 30).accepted).toBe(true);
  });
});

test('KMS v1 is taken where its gate is on, and one name twice only without reload', () => {
  const provider = 'kms: {apiVersion: v1, name: a, endpoint: "unix:///a"}';
  const text = `apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n- resources: [secrets]\n  providers: [{${provider}}, {${provider}}]\n`;
  const accepted = (kmsV1: boolean, reload: boolean) => judge(Buffer.from(text), { minor: 37, kmsV1, reload }).accepted;
  expect([accepted(false, false), accepted(true, false), accepted(true, true)]).toEqual([false, true, false]);
});
