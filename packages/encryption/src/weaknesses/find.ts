// Every weakness of one configuration, in the order of the file.
import type { Configuration } from '../config/model.ts';
import type { WrittenType } from '../config/type-meta.ts';
import { coverageWeaknesses, identityFirstWeaknesses } from './coverage.ts';
import { identityLeftWeaknesses } from './identity-left.ts';
import { documentationKeyWeaknesses, judgedKeys, sharedKeyWeaknesses, weakKeyWeaknesses } from './keys.ts';
import { kmsV1Weaknesses, oldTypeWeaknesses } from './out-of-date.ts';
import { localKeyWeaknesses, rotationWeaknesses, weakProviderWeaknesses } from './provider.ts';
import { repeatedRuleWeaknesses } from './repeated-rule.ts';
import type { Weakness } from './weakness.ts';

/** `required`: resources that must be encrypted, beside Secrets. */
export function findWeaknesses(
  configuration: Configuration,
  type: WrittenType,
  required: readonly string[] = [],
): Weakness[] {
  const needed = [...new Set(['secrets', ...required])];
  const keys = judgedKeys(configuration);
  return [
    ...oldTypeWeaknesses(type),
    ...coverageWeaknesses(configuration, needed),
    ...identityFirstWeaknesses(configuration, needed),
    ...identityLeftWeaknesses(configuration),
    ...repeatedRuleWeaknesses(configuration),
    ...kmsV1Weaknesses(configuration),
    ...weakProviderWeaknesses(configuration),
    ...localKeyWeaknesses(configuration),
    ...documentationKeyWeaknesses(keys),
    ...weakKeyWeaknesses(keys),
    ...sharedKeyWeaknesses(keys),
    ...rotationWeaknesses(configuration),
  ];
}
