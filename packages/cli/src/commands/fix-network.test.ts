// fix network: manifests, plan and JSON on an example, exit codes, and what is no use of it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NetworkFixResult } from '@watertight/engine';
import { readYaml, splitYaml } from '@watertight/syntax';
import { expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';

const EXAMPLE = path.resolve(import.meta.dirname, '../../../../examples/seed-network');

const run = (...args: string[]): ReturnType<typeof runInProcess> =>
  runInProcess(['fix', 'network', ...args, '-f', EXAMPLE]);

function documents(text: string): unknown[] {
  const bytes = new TextEncoder().encode(text);
  return [...splitYaml(bytes)].flatMap(({ offset, length }) => {
    const { value, empty } = readYaml(new TextDecoder().decode(bytes.subarray(offset, offset + length)));
    return empty ? [] : [value];
  });
}

test('-o yaml is what -o json has, as documents', async () => {
  const json = JSON.parse((await run('-n', 'slides', '-o', 'json')).stdout) as NetworkFixResult;
  const { stdout, code } = await run('-n', 'slides', '-o', 'yaml');
  expect(code).toBe(json.namespaces[0]?.ready === true ? 0 : 1);
  if (code === 0) expect(documents(stdout)).toEqual(json.namespaces[0]?.policies);
});

test('a namespace that is not ready exits 1, and only says why', async () => {
  const { stdout, code } = await run('-n', 'foo', '-o', 'yaml');
  expect(code).toBe(1);
  expect(stdout).toContain('# namespace foo: not ready, nothing is to be applied');
  expect(documents(stdout)).toEqual([]);
  expect((await run('-n', 'foo', '--replace', '-o', 'yaml')).code).toBe(0);
});

test.each([
  [['-n', 'nowhere'], 'no pod that policies hold for is in the namespace nowhere'],
  [['--stage', 'retire'], '--stage and --mtls are for -o yaml'],
])('%j is no use of it', async (args, message) => {
  const { stderr, code } = await run(...args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});

test('the stages are applied one after the other, and the last two hold both directions', async () => {
  const stages = ['allow-ingress', 'deny-ingress', 'allow-egress', 'deny-egress'];
  const types: Record<string, string[]> = {};
  for (const stage of stages) {
    const { stdout } = await run('-n', 'web', '--stage', stage, '-o', 'yaml');
    types[stage] = documents(stdout).map((one) => {
      const { metadata, spec } = one as { metadata: { name: string }; spec: { policyTypes: string[] } };
      return `${metadata.name} ${spec.policyTypes.join('+')}`;
    });
  }
  expect(types).toEqual({
    'allow-ingress': [],
    'deny-ingress': ['watertight-default-deny Ingress'],
    'allow-egress': ['watertight-allow-dns Egress'],
    'deny-egress': ['watertight-default-deny Ingress+Egress'],
  });
});

test('what could not be read, and what no policy holds for, is said', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'fix-network-'));
  const host = `apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: web}
spec: {hostNetwork: true, containers: [{name: c, image: c}]}
`;
  await writeFile(path.join(folder, 'host.yaml'), host);
  await writeFile(path.join(folder, 'broken.yaml'), 'kind: Pod\n  metadata: [');
  const { stdout } = await runInProcess(['fix', 'network', '-f', folder]);
  expect(stdout).toContain('no pod that a policy could select is in what was asked for');
  expect(stdout).toContain('on the network of their hosts, where no policy holds for them (1)\n    pod:web/agent');
  expect(stdout).toContain('not read, or in part (1)');
  const named = await runInProcess(['fix', 'network', '-n', 'web', '-f', folder]);
  expect(named.stderr).toContain('All of its pods are on the network of their hosts.');
  await rm(folder, { recursive: true });
});

test('the table names what is kept with its place, and the stages', async () => {
  const { stdout } = await run('-n', 'web');
  expect(stdout).toContain('namespace web: ready');
  expect(stdout).toMatch(/k8s-app: kube-dns \(.*cluster.yaml:\d+\)/);
  expect(stdout).toContain('stage 1: deny-ingress');
});
