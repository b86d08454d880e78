// Keys that others know or can guess, and keys that stand in more than one place.
import { shownName } from '../config/shown-name.ts';
import type { Configuration, KeySpec, Provider } from '../config/model.ts';
import { KEY_BYTES } from '../config/validate-keys.ts';
import { kindOf } from './effect.ts';
import { type KeyFacts, keyFacts, type KeyVerdict } from './key-material.ts';
import type { Weakness } from './weakness.ts';

export interface JudgedKey {
  readonly provider: Provider;
  readonly key: KeySpec;
  readonly facts: KeyFacts;
}

const NEW_KEY =
  'Make a key of 32 random bytes (head -c 32 /dev/urandom | base64), add it second on every API server, then first, rewrite all objects, then remove this one; Secrets that were stored with it count as read.';

const WEAK: Readonly<Partial<Record<KeyVerdict, readonly [Weakness['severity'], string]>>> = {
  'few-bytes': ['high', 'is made of very few different bytes'],
  pattern: ['high', 'follows a pattern'],
  text: ['high', 'is printable text: it was typed or encoded, and a list of words may hold it'],
  hex: ['low', 'is written in hexadecimal digits, so each byte holds 4 bits of chance, not 8'],
  short: ['low', 'has fewer than 32 bytes, which the documentation asks for'],
};

/** Keys that are base64, and what their bytes tell. */
export function judgedKeys({ rules }: Configuration): JudgedKey[] {
  const providers: Provider[] = rules.flatMap((rule) => rule.providers);
  return providers.flatMap((provider) =>
    provider.keys.flatMap((key): JudgedKey[] => {
      const facts = keyFacts(key);
      return facts === undefined ? [] : [{ provider, key, facts }];
    }),
  );
}

export function documentationKeyWeaknesses(keys: readonly JudgedKey[]): Weakness[] {
  return keys
    .filter(({ facts }) => facts.verdict === 'documentation')
    .map(({ key }): Weakness => ({
      check: 'encryption-documentation-key',
      severity: 'critical',
      result: 'fail',
      pointer: `${key.pointer}/secret`,
      message: `Key ${shownName(key.name)} is a sample key of the Kubernetes documentation: everyone has it.`,
      fix: NEW_KEY,
    }));
}

export function weakKeyWeaknesses(keys: readonly JudgedKey[]): Weakness[] {
  return keys.flatMap(({ provider, key, facts }): Weakness[] => {
    const weak = WEAK[facts.verdict];
    const kind = kindOf(provider);
    // A length that is refused is said once.
    const isTaken = kind !== undefined && KEY_BYTES[kind]?.includes(facts.length) === true;
    if (weak === undefined || !isTaken) return [];
    const [severity, what] = weak;
    return [
      {
        check: 'encryption-weak-key',
        severity,
        result: 'fail',
        pointer: `${key.pointer}/secret`,
        message: `Key ${shownName(key.name)} ${what}.`,
        fix: NEW_KEY,
      },
    ];
  });
}

/** The same bytes again, under another name or in another provider; one name for one key within one rule's copies is fine. */
export function sharedKeyWeaknesses(keys: readonly JudgedKey[]): Weakness[] {
  const first = new Map<string, JudgedKey>();
  return keys.flatMap((judged): Weakness[] => {
    const { key, facts } = judged;
    const earlier = first.get(facts.digest);
    if (earlier === undefined) {
      first.set(facts.digest, judged);
      return [];
    }
    const isRenamed = earlier.key.name !== key.name;
    const how = isRenamed ? `are one key under two names` : 'are one key in two providers';
    return [
      {
        check: 'encryption-shared-key',
        severity: isRenamed ? 'medium' : 'low',
        result: 'fail',
        pointer: key.pointer,
        message: `Key ${shownName(key.name)} here and key ${shownName(earlier.key.name)} before ${how}: ${isRenamed ? 'a rotation from one to the other changes nothing' : 'whoever gets it opens the resources of both'}.`,
        fix: 'Give each rule and provider a key of its own.',
      },
    ];
  });
}
