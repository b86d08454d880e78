// The one rule of a configuration that a rotation is about: every resource that it covers changes its key together.
import { groupResource, lookups, resourceName } from '../config/group-resource.ts';
import type { Configuration } from '../config/model.ts';
import { storageRules } from '../stored/storage-rules.ts';
import type { StorageProvider } from '../stored/storage-provider.ts';

export interface RotationRule {
  /** Index of the rule. */
  readonly index: number;
  /** As the file names them, wildcards included. */
  readonly resources: readonly string[];
  /** Whether it is the rule for a resource, as `storedPlace` names it: an earlier or a narrower one may be. */
  readonly covers: (resource: string) => boolean;
  readonly providers: readonly StorageProvider[];
}

/** Or why the rule is not rotated. The configuration is one that an API server takes. */
export function rotationRule(
  configuration: Configuration,
  resource: string,
): RotationRule | { readonly reason: string } {
  const [index, another] = rulesFor(configuration, resource);
  if (index === undefined) return { reason: `no rule names ${resource}` };
  if (another !== undefined) return { reason: `two rules name ${resource}` };
  const providers = storageRules(configuration).providersOf(resource);
  if (providers.some(({ kind }) => kind === 'kms-v1'))
    return { reason: `the rule for ${resource} has a KMS v1 provider, whose values do not say which key they need` };
  const resources = configuration.rules[index]?.resources ?? [];
  return { index, resources: resources.map(({ name }) => name), covers: covering(configuration, index), providers };
}

/** Indexes of the rules with the name that counts for it: its own, else that of its group, else that of everything. */
function rulesFor({ rules }: Configuration, resource: string): readonly number[] {
  for (const name of lookups(groupResource(resource)).map(resourceName)) {
    const found = rules.flatMap(({ resources }, index) =>
      resources.some((each) => resourceName(groupResource(each.name)) === name) ? [index] : [],
    );
    if (found.length > 0) return found;
  }
  return [];
}

function covering(configuration: Configuration, rule: number): RotationRule['covers'] {
  const known = new Map<string, boolean>();
  return (resource) => {
    const found = known.get(resource) ?? rulesFor(configuration, resource).includes(rule);
    known.set(resource, found);
    return found;
  };
}
