// Slips of the pen in a selector, and twins that are none.
import { expect, test } from 'vitest';
import { likelySelector } from './likely-selector.ts';

type Labels = Readonly<Record<string, string>>;

function likely(written: Labels, ...pods: Labels[]): Labels | undefined {
  const selector = { matchLabels: new Map(Object.entries(written)), matchExpressions: [] };
  const found = likelySelector(
    selector,
    pods.map((labels) => new Map(Object.entries(labels))),
  );
  return found && Object.fromEntries(found.matchLabels);
}

test.each<[string, Labels, Labels[], Labels]>([
  ['two letters swapped', { app: 'bd' }, [{ app: 'db' }], { app: 'db' }],
  ['a letter missing', { app: 'wb' }, [{ app: 'web', tier: 'x' }], { app: 'web' }],
  ['a letter too much', { app: 'webb' }, [{ app: 'web' }], { app: 'web' }],
  ['upper case', { app: 'Web' }, [{ app: 'web' }], { app: 'web' }],
  ['the key', { ap: 'web' }, [{ app: 'web' }], { app: 'web' }],
  ['two of eight letters', { app: 'frnotedn' }, [{ app: 'frontend' }], { app: 'frontend' }],
  ['one of two labels', { app: 'web', tier: 'fornt' }, [{ app: 'web', tier: 'front' }], { app: 'web', tier: 'front' }],
  ['pods with the same labels', { app: 'bd' }, [{ app: 'db' }, { app: 'db', x: 'y' }], { app: 'db' }],
])('%s', (_, written, pods, meant) => {
  expect(likely(written, ...pods)).toEqual(meant);
});

test.each<[string, Labels, Labels[]]>([
  ['another word', { app: 'cache' }, [{ app: 'db' }]],
  ['two letters of three', { app: 'wxy' }, [{ app: 'web' }]],
  ['single letters', { app: 'a' }, [{ app: 'b' }]],
  ['two candidates', { app: 'wet' }, [{ app: 'web' }, { app: 'net' }]],
  ['key and value both', { ap: 'wb' }, [{ app: 'web' }]],
  ['only one of two labels', { app: 'wb', tier: 'front' }, [{ app: 'web', tier: 'back' }]],
  ['no pod', { app: 'web' }, []],
])('none: %s', (_, written, pods) => {
  expect(likely(written, ...pods)).toBeUndefined();
});
