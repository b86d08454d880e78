// The addresses of NodeLocal DNSCache, by how its arguments are written; beside each a twin that is none.
import { expect, test } from 'vitest';
import { readAll } from '../kube/test-input.ts';
import { nodeLocalCaches } from './node-local-dns.ts';

function addressesOf(args: readonly string[], name = 'node-local-dns', kind = 'DaemonSet'): (readonly string[])[] {
  const facts = readAll({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: 'kube-system' },
    spec: { selector: {}, template: { spec: { containers: [{ name: 'c', image: 'i', args }] } } },
  });
  return nodeLocalCaches(facts).map(({ addresses }) => addresses);
}

test.each<[string, readonly string[], readonly string[]]>([
  [
    'iptables mode: the Service’s address, too',
    ['-localip', '169.254.20.10,10.96.0.10'],
    ['169.254.20.10', '10.96.0.10'],
  ],
  ['IPVS mode', ['-localip', '169.254.20.10'], ['169.254.20.10']],
  ['IPv6', ['--localip=fd00::a'], ['fd00::a']],
  ['an upstream is none', ['-localip=169.254.20.10', '-upstreamsvc', '169.254.25.10'], ['169.254.20.10']],
  ['a placeholder is none', ['-localip', '__PILLAR__LOCAL__DNS__,169.254.20.10'], ['169.254.20.10']],
  ['twice', ['-localip', '169.254.20.10,169.254.20.10'], ['169.254.20.10']],
  ['no argument', [], []],
])('%s', (_, args, expected) => {
  expect(addressesOf(args)).toEqual([expected]);
});

test.each([
  ['another name', 'dns', 'DaemonSet'],
  ['another kind', 'node-local-dns', 'Deployment'],
])('none: %s', (_, name, kind) => {
  expect(addressesOf(['-localip', '169.254.20.10'], name, kind)).toEqual([]);
});
