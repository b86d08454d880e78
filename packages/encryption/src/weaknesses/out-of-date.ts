// What still works, or worked once: KMS v1, and the type's names from before 1.13.
import { shownName } from '../config/shown-name.ts';
import { kmsVersion } from '../config/validate-kms.ts';
import type { Configuration } from '../config/model.ts';
import type { WrittenType } from '../config/type-meta.ts';
import type { Weakness } from './weakness.ts';

const FIX_KMS =
  'Move to a plugin that speaks KMS v2: add it first with apiVersion v2 and a name of its own, rewrite all objects, then remove the old one.';

export function kmsV1Weaknesses({ rules }: Configuration): Weakness[] {
  return rules
    .flatMap(({ providers }) => providers)
    .flatMap(({ kms, pointer }): Weakness[] => {
      if (kms === undefined || kmsVersion(kms) !== 'v1') return [];
      const written = kms.apiVersion === '' ? ', which counts where no apiVersion is written' : '';
      return [
        {
          check: 'encryption-out-of-date',
          severity: 'medium',
          result: 'fail',
          pointer,
          message: `Provider ${shownName(kms.name)} speaks KMS v1${written}: it is deprecated since 1.28 and off by default since 1.29, and calls the plugin for each object.`,
          fix: FIX_KMS,
        },
      ];
    });
}

/** `type`: what the file names; only the first is what an API server's documentation names. */
export function oldTypeWeaknesses(type: WrittenType): Weakness[] {
  if (type === 'current') return [];
  const name =
    type === 'old' ? 'EncryptionConfig of v1, from before 1.13' : "the API server's own type, which has no defaults";
  return [
    {
      check: 'encryption-out-of-date',
      severity: 'low',
      result: 'fail',
      pointer: '/kind',
      message: `The file is written as ${name}; it is taken for compatibility only.`,
      fix: 'Write kind: EncryptionConfiguration and apiVersion: apiserver.config.k8s.io/v1.',
    },
  ];
}
