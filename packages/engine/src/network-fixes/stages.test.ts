// The stages of a fix, and which network plugin is given a dry run of it.
import { expect, test } from 'vitest';
import type { Cni } from '../reach/reading.ts';
import { factsOf } from '../testing/facts-of.ts';
import { pod } from '../testing/need-world.ts';
import type { NamespaceFix } from './fix.ts';
import { NetworkFixer } from './network-fixes.ts';
import { stagesOfFix } from './stages.ts';

const WORLD =
  pod('app', { ip: '10.0.0.1' }) +
  pod('coredns', { namespace: 'kube-system', labels: 'k8s-app: kube-dns', ip: '10.0.0.53' });

function fixOf(cni: Cni, more = '', replace = false): NamespaceFix {
  return new NetworkFixer(factsOf(WORLD + more), { cni, replace }).fix().namespaces[0] as NamespaceFix;
}

const STEPS = ['deny-ingress', 'allow-egress', 'deny-egress'];

test.each<[Cni, readonly string[]]>([
  ['calico', ['dry-run', ...STEPS]],
  ['cilium', ['dry-run', ...STEPS]],
  ['ovn', STEPS],
  ['generic', STEPS],
])('under %s', (cni, stages) => {
  expect(stagesOfFix(fixOf(cni)).map(({ stage }) => stage)).toEqual(stages);
});

test('Calico is given the same policies as a kind that enforces nothing', () => {
  const fix = fixOf('calico');
  const [dryRun] = stagesOfFix(fix);
  const { allow, deny } = fix.policies;
  expect(dryRun?.apply).toEqual(
    [...allow, deny].map((one) => ({
      ...one,
      apiVersion: 'projectcalico.org/v3',
      kind: 'StagedKubernetesNetworkPolicy',
    })),
  );
  expect(dryRun?.undo).toBe(
    'kubectl delete stagedkubernetesnetworkpolicies.projectcalico.org -n shop watertight-allow-dns watertight-default-deny',
  );
  const staged = factsOf(WORLD + (dryRun?.apply ?? []).map((one) => `---\n${JSON.stringify(one)}\n`).join(''));
  expect([staged.networkPolicies, staged.calicoPolicies]).toEqual([[], []]);
});

test('Cilium is put into audit mode first, and taken out of it after the policies are gone', () => {
  const [dryRun] = stagesOfFix(fixOf('cilium'));
  expect(dryRun?.prepare).toEqual([expect.stringContaining('PolicyAuditMode=Enabled')]);
  expect(dryRun?.undo).toMatch(/^kubectl delete networkpolicy -n shop watertight-allow-dns .*PolicyAuditMode=Disabled/);
});

test('older policies go last, each kind with a command of its own', () => {
  const older = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: old, namespace: shop}
spec: {podSelector: {}, egress: [{}]}
`;
  const stages = stagesOfFix(fixOf('generic', older, true));
  expect(stages.at(-1)).toMatchObject({ stage: 'retire', apply: [], retire: ['networkpolicy:shop/old'] });
  expect(stagesOfFix(fixOf('generic', older)).map(({ stage }) => stage)).toEqual(STEPS);
});
