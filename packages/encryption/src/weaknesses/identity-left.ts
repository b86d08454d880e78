// `identity` behind an encrypting provider: needed while objects are rewritten, and a way in for forged plain text afterwards.
import type { Configuration } from '../config/model.ts';
import { kindOf } from './effect.ts';
import type { Weakness } from './weakness.ts';

export function identityLeftWeaknesses({ rules }: Configuration): Weakness[] {
  return rules.flatMap(({ providers }) => {
    const [first, ...rest] = providers;
    if (first === undefined || kindOf(first) === 'identity') return [];
    return rest
      .filter((provider) => kindOf(provider) === 'identity')
      .map(({ pointer }): Weakness => ({
        check: 'encryption-identity-left',
        severity: 'low',
        result: 'unknown',
        pointer,
        message:
          'The provider identity is still read: what stands in etcd as plain text is taken, whether it was never rewritten or was put there by someone who can write to etcd.',
        fix: 'Rewrite all objects, prove from etcd that none is plain text, then remove identity.',
      }));
  });
}
