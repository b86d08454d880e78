// The one rule of a configuration that a rotation is about: every resource in it changes its key together.
import { groupResource, resourceName } from '../config/group-resource.ts';
import type { Configuration } from '../config/model.ts';
import { storageRules } from '../stored/storage-rules.ts';
import type { StorageProvider } from '../stored/storage-provider.ts';

export interface RotationRule {
  /** Index of the rule. */
  readonly index: number;
  /** As `storedPlace` names them. */
  readonly resources: readonly string[];
  readonly providers: readonly StorageProvider[];
}

/** Or why the rule is not rotated. The configuration is one that an API server takes. */
export function rotationRule(
  configuration: Configuration,
  resource: string,
): RotationRule | { readonly reason: string } {
  const found = configuration.rules.flatMap(({ resources }, index) =>
    resources.some(({ name }) => name === resource) ? [{ index, resources: resources.map(({ name }) => name) }] : [],
  );
  const [rule, another] = found;
  if (rule === undefined) return { reason: `no rule names ${resource}` };
  if (another !== undefined) return { reason: `two rules name ${resource}` };
  const wildcard = rule.resources.find((name) => name.includes('*'));
  if (wildcard !== undefined)
    return {
      reason: `the rule for ${resource} has ${wildcard}: name its resources one by one, or give ${resource} a rule of its own`,
    };
  const providers = storageRules(configuration).providersOf(resource);
  if (providers.some(({ kind }) => kind === 'kms-v1' || kind === 'kms-v2'))
    return { reason: `the rule for ${resource} has a KMS provider; only local keys are rotated by this command` };
  return { index: rule.index, resources: rule.resources.map((name) => resourceName(groupResource(name))), providers };
}
