// Which providers a rule should have, in which order: an encrypting one first, old keys to read with, plain text last.
import type { Configuration, KeySpec, Provider, Rule } from '../config/model.ts';
import { kmsVersion } from '../config/validate-kms.ts';
import { effectOn, kindOf } from '../weaknesses/effect.ts';
import { keyFacts } from '../weaknesses/key-material.ts';

/** A provider that stands there already, by its index; or a new one with a key of its own. */
export type Place = number | 'new';

export interface RulePlan {
  /** Index of the rule. */
  readonly rule: number;
  readonly places: readonly Place[];
}

export interface Plan {
  readonly rules: readonly RulePlan[];
  /** Resources that get a rule of their own. */
  readonly uncovered: readonly string[];
}

/** Whether one may go on writing with it. */
function isGoodKey(key: KeySpec): boolean {
  return keyFacts(key)?.verdict === 'fair';
}

function isKmsV2({ kms }: Provider): boolean {
  return kms !== undefined && kmsVersion(kms) === 'v2';
}

function isGoodWriter(provider: Provider): boolean {
  const [first] = provider.keys;
  return isKmsV2(provider) || (kindOf(provider) === 'secretbox' && first !== undefined && isGoodKey(first));
}

/** Undefined where the order is good as it is. Nothing that may be needed to read with is left out. */
function planOf({ providers }: Rule): readonly Place[] | undefined {
  const indexes = providers.map((_, index) => index);
  const plain = indexes.filter((index) => kindOf(providers[index] as Provider) === 'identity');
  const encrypting = indexes.filter((index) => !plain.includes(index));
  const plugin = encrypting.find((index) => isKmsV2(providers[index] as Provider));
  const writer = plugin ?? encrypting.find((index) => isGoodWriter(providers[index] as Provider));
  const rest = encrypting.filter((index) => index !== writer);
  const places: Place[] = [writer ?? 'new', ...rest, ...plain];
  return places.every((place, index) => place === index) ? undefined : places;
}

/** Rules of a required resource, and those that encrypt with something: plain text on purpose for others stays. */
export function planFix(configuration: Configuration, required: readonly string[]): Plan {
  const needed = [...new Set(['secrets', ...required])];
  const writers = new Set(needed.map((resource) => effectOn(resource, configuration)?.[0]));
  const rules = configuration.rules.flatMap((rule, index): RulePlan[] => {
    const isNeeded = rule.providers.some((provider) => writers.has(provider));
    const encrypts = rule.providers.some((provider) => kindOf(provider) !== 'identity');
    const places = isNeeded || encrypts ? planOf(rule) : undefined;
    return places === undefined ? [] : [{ rule: index, places }];
  });
  return { rules, uncovered: needed.filter((resource) => effectOn(resource, configuration) === undefined) };
}
