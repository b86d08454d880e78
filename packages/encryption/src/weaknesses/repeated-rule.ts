// A resource in two rules: the providers of the later one only read.
import { shownName } from '../config/shown-name.ts';
import { groupResource, resourceName } from '../config/group-resource.ts';
import type { Configuration } from '../config/model.ts';
import type { Weakness } from './weakness.ts';

export function repeatedRuleWeaknesses({ rules }: Configuration): Weakness[] {
  const seen = new Map<string, number>();
  return rules.flatMap(({ resources }, index) =>
    resources.flatMap(({ name, pointer }): Weakness[] => {
      const key = resourceName(groupResource(name));
      const earlier = seen.get(key);
      seen.set(key, earlier ?? index);
      if (earlier === undefined || earlier === index) return [];
      return [
        {
          check: 'encryption-repeated-rule',
          severity: 'medium',
          result: 'fail',
          pointer,
          message: `Rule ${earlier + 1} takes ${shownName(name)} already: the first provider there writes, and those here are only read with.`,
          fix: 'Write the providers of both rules into the first one, in the order that is meant.',
        },
      ];
    }),
  );
}
