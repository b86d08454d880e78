// A proposal's patch, applied to the object as written, gives the facts that the engine was run on, and the path is gone.
import { describe, expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.ts';
import type { Facts } from '../facts/facts.ts';
import type { PolicyRule } from '../facts/rbac.ts';
import { onSecrets, roleManifest, secretManifest } from '../techniques/example-manifests.ts';
import { factsOf } from '../testing/facts-of.ts';
import { findAssetCuts } from './cuts.ts';
import { narrowRule } from './narrow-rule.ts';
import type { PatchOperation } from './proposal.ts';
import { proposeFixes } from './propose.ts';

const TO = 'secret:shop/db';
const FROM = 'serviceaccount:shop/app';

type Rules = Record<string, string[]>[];

/** RFC 6902 for the operations that proposals use, on `/rules` alone. */
function patched(rules: Rules, operations: readonly PatchOperation[]): Rules {
  const role = { rules: structuredClone(rules) };
  for (const { op, path, value } of operations) {
    const keys = path.split('/').slice(1);
    const last = keys.pop() as string;
    const parent = keys.reduce<Record<string, unknown>>(
      (at, key) => at[key] as Record<string, unknown>,
      role as unknown as Record<string, unknown>,
    );
    if (Array.isArray(parent)) parent.splice(Number(last), op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
    else parent[last] = value;
  }
  return role.rules;
}

const written = ({ apiGroups, resources, verbs, resourceNames }: PolicyRule): Record<string, readonly string[]> => ({
  apiGroups,
  resources,
  verbs,
  ...(resourceNames.length > 0 && { resourceNames }),
});

describe.each<[string, Rules, Rules]>([
  [
    'one of several resources',
    [{ apiGroups: [''], resources: ['configmaps', 'secrets'], verbs: ['get', 'list'] }],
    [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] }],
  ],
  ['the only resource and verb', [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }], []],
  [
    'verbs beside one that discloses nothing',
    [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'create', 'watch'] }],
    [{ apiGroups: [''], resources: ['secrets'], verbs: ['create'] }],
  ],
  [
    'both at once, before another rule',
    [
      { apiGroups: [''], resources: ['secrets', 'pods'], verbs: ['get', 'create'], resourceNames: ['db'] },
      { apiGroups: [''], resources: ['nodes'], verbs: ['get'] },
    ],
    [
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'create'], resourceNames: ['db'] },
      { apiGroups: [''], resources: ['secrets'], verbs: ['create'], resourceNames: ['db'] },
      { apiGroups: [''], resources: ['nodes'], verbs: ['get'] },
    ],
  ],
])('narrows %s', (_, rules, left) => {
  const facts = factsOf(roleManifest({ rules: rules.map((rule) => JSON.stringify(rule)) }));
  const role = facts.roles.find(({ name }) => name === 'granted') as Facts['roles'][number];
  const proposal = narrowRule(role, 0, { verb: 'get', group: '', resource: 'secrets', namespace: 'shop', name: 'db' });

  test('in the patch', () => {
    expect(patched(rules, proposal?.fix.patch?.body as PatchOperation[])).toEqual(left);
  });

  test('and in the facts that the engine is run on', () => {
    const after = proposal?.apply(facts).roles.find(({ name }) => name === 'granted');
    expect(after?.rules.map(written)).toEqual(left);
  });
});

test.each([
  ['a wildcard would have to be spelled out', { apiGroups: [''], resources: ['*'], verbs: ['get'] }],
  ['another resource', { apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
])('narrows nothing: %s', (_, rule) => {
  const facts = factsOf(roleManifest({ rules: [JSON.stringify(rule)] }));
  const role = facts.roles.find(({ name }) => name === 'granted') as Facts['roles'][number];
  expect(narrowRule(role, 0, { verb: 'get', group: '', resource: 'secrets' })).toBeUndefined();
});

test('only what ends the path is proposed: two grants are taken away together', () => {
  const one = roleManifest({ rules: [onSecrets('get')], name: 'one' });
  const two = roleManifest({ rules: [onSecrets('list')], name: 'two' });
  const proposed = (manifests: string): { alternatives: string[]; together: string[] } => {
    const facts = factsOf(manifests);
    const exposure = analyse(facts);
    const reader = exposure.readersOf(exposure.targetNode(TO) as number, TO).find(({ id }) => id === FROM);
    const path = (reader as NonNullable<typeof reader>).prove();
    const { alternatives, together } = proposeFixes({ facts, exposure }, path);
    return {
      alternatives: alternatives.map(({ fix }) => fix.summary),
      together: together.map(({ fix }) => fix.summary),
    };
  };
  expect(proposed(secretManifest() + one)).toEqual({
    alternatives: ['role:shop/one without secrets', 'no rolebinding:shop/one'],
    together: [],
  });
  expect(proposed(secretManifest() + one + two)).toEqual({
    alternatives: [],
    together: ['role:shop/one without secrets', 'role:shop/two without secrets'],
  });
});

test('a cut is counted by the readers that are left', () => {
  const manifests = secretManifest() + roleManifest({ rules: [onSecrets('get')] });
  const facts = factsOf(manifests);
  const exposure = analyse(facts);
  const open = exposure
    .readersOf(exposure.targetNode(TO) as number, TO)
    .filter(({ expected, declared }) => !expected && !declared);
  const cuts = findAssetCuts(
    { facts, exposure },
    TO,
    open.map((reader) => reader.prove()),
    open.length,
  );
  expect(cuts.map(({ summary, breaks }) => `${summary}: ${breaks}`)).toEqual([
    'role:shop/granted without secrets: 1',
    'no rolebinding:shop/granted: 1',
  ]);
});
