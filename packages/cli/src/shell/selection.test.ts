// What is reported by namespace and labels, while everything is read.
import { afterAll, describe, expect, test } from 'vitest';
import { PRIVILEGED, role, SECRET, TriageScan } from '../testing/triage-scan.ts';

const cluster = new TriageScan();
afterAll(() => cluster.remove());

describe('what is reported', () => {
  const manifests = SECRET + SECRET.replace('name: db', 'name: other').replace('tier: data', 'tier: web') + PRIVILEGED;

  test.each<[string[], string[], boolean]>([
    [[], ['secret:shop/db', 'secret:shop/other'], true],
    [['-A'], ['secret:shop/db', 'secret:shop/other'], true],
    [['-n', 'shop'], ['secret:shop/db', 'secret:shop/other'], true],
    [['-n', 'web'], [], false],
    [['-l', 'tier=data'], ['secret:shop/db'], false],
    [['-l', 'tier=infra'], [], true],
    [['-l', 'tier in (data,infra)', '-n', 'shop'], ['secret:shop/db'], true],
  ])('%j', async (args, assets, hasPod) => {
    const { result } = await cluster.scan(manifests, '', ...args);
    expect(result.assets.map(({ id }) => id)).toEqual(assets);
    expect(result.findings.some(({ check }) => check === 'pod-privileged')).toBe(hasPod);
  });

  test('nothing is read less: a path may begin where nothing is reported', async () => {
    const { result } = await cluster.scan(manifests + role('alice', 'secrets'), '', '-l', 'tier=data');
    expect(result.paths.map(({ from, to }) => `${from} ${to}`)).toEqual(['user:alice secret:shop/db']);
  });

  test('a Namespace is reported with its own objects', async () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n';
    const checksOf = async (name: string): Promise<string[]> => {
      const { result } = await cluster.scan(namespace + PRIVILEGED, '', '-n', name);
      return result.findings.filter(({ object }) => object === 'namespace:shop').map(({ check }) => check);
    };
    expect(await checksOf('shop')).toContain('namespace-pod-security');
    expect(await checksOf('web')).toEqual([]);
  });
});
