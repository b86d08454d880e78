// Resources that an earlier rule takes: `getTransformerOverridesAndKMSPluginProbes` of the API server refuses them.
import { shownName } from './shown-name.ts';
import { groupResource, lookups, resourceName } from './group-resource.ts';
import type { Configuration } from './model.ts';
import type { Fault } from './refusal.ts';

export function maskedFaults({ rules }: Configuration): Fault[] {
  const taken = new Set<string>();
  return rules.flatMap(({ resources }) =>
    resources.flatMap(({ name, pointer }): Fault[] => {
      const own = groupResource(name);
      const [, ...wider] = lookups(own).map(resourceName);
      const mask = wider.find((each) => taken.has(each));
      taken.add(resourceName(own));
      return mask === undefined
        ? []
        : [{ pointer, reason: `an earlier rule for ${shownName(mask)} takes the resource already` }];
    }),
  );
}
