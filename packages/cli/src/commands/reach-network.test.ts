// The network half of reach: only where it is asked for, in the contract's shape, and a fault for what is no end of a connection.
import path from 'node:path';
import type { ReachResult } from '@watertight/engine';
import { expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';

const EXAMPLE = path.resolve(import.meta.dirname, '../../../../examples/network-peers');

async function reach(...args: string[]): Promise<ReachResult> {
  const { stdout, code } = await runInProcess(['reach', ...args, '-f', EXAMPLE, '-o', 'json']);
  expect(code).toBe(0);
  return JSON.parse(stdout) as ReachResult;
}

test('without --network and --port nothing is said of the network', async () => {
  expect((await reach('pod:client/web')).network).toBeUndefined();
});

test('--network: who enforces, and what the position connects to', async () => {
  const { network, unknown } = await reach('pod/web', '-n', 'client', '--network');
  expect(network?.enforcer).toMatch(/^no network plugin is in the input/);
  expect(network?.connections).toContainEqual({
    from: 'pod:client/web',
    to: 'network:internet',
    port: 443,
    protocol: 'TCP',
    verdict: 'allow',
  });
  expect(unknown.filter(({ missing }) => missing === 'pod:client/web')).toEqual([]);
});

// By hand: examples/network-peers.answer.json says the same of the pairs.
test.each([
  ['pod:missing/app', ['allow network:nodes']],
  ['pod:empty-list/app', ['allow network:nodes']],
  ['pod:client/none', undefined],
  ['user:alice', undefined],
])('--port 80: who connects to %s', async (position, callers) => {
  const { network, unknown } = await reach(position, '--port', '80/TCP');
  const found = network?.connections.map(({ from, verdict }) => `${verdict} ${from}`);
  expect(found).toEqual(callers ?? []);
  expect(unknown.some(({ missing }) => missing === position)).toBe(callers === undefined);
});

test('a port that is none is a usage error', async () => {
  const { stderr, code } = await runInProcess(['reach', 'pod:client/web', '--port', '0/TCP', '-f', EXAMPLE]);
  expect([code, stderr]).toEqual([2, expect.stringContaining('not a port: 0/TCP')]);
});
