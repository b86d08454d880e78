// What the checks of EncryptionConfiguration share: the weaknesses of one id, as `encryption` judged them.
import type { WeaknessId } from '@watertight/encryption';
import type { Facts } from '../facts/facts.ts';
import type { Failure } from './check.ts';

export function* weaknessesOf({ encryptions }: Facts, id: WeaknessId): Iterable<Failure> {
  for (const fact of encryptions) {
    for (const { check, severity, result, pointer, message, fix } of fact.weaknesses) {
      if (check !== id) continue;
      yield { result, object: fact, pointer, message, severity, fix: { summary: fix } };
    }
  }
}
