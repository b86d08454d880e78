// Providers that write and are weaker than they need be: aescbc, aesgcm, and every key that lies beside the data.
import { shownName } from '../config/shown-name.ts';
import type { Configuration, Provider } from '../config/model.ts';
import { kindOf } from './effect.ts';
import type { Weakness } from './weakness.ts';

const WEAK = {
  aescbc:
    'aescbc has no authentication: whoever can write to etcd can flip bits, swap values between objects and, by watching errors, decrypt them (padding oracle)',
  aesgcm:
    'aesgcm draws a nonce of 12 bytes for each write under one key: the documentation asks for a new key every 200,000 writes, and nothing counts them',
} as const;

const FIX =
  'Add kms with apiVersion v2 before it, or secretbox where there is no key service; rewrite all objects, then remove it.';

function writers({ rules }: Configuration): Provider[] {
  return rules.flatMap(({ providers }) => providers.slice(0, 1));
}

export function weakProviderWeaknesses(configuration: Configuration): Weakness[] {
  return writers(configuration).flatMap((provider): Weakness[] => {
    const kind = kindOf(provider);
    if (kind !== 'aescbc' && kind !== 'aesgcm') return [];
    return [
      {
        check: 'encryption-weak-provider',
        severity: 'medium',
        result: 'fail',
        pointer: `${provider.pointer}/${kind}`,
        message: `The provider that writes is ${kind}: ${WEAK[kind]}.`,
        fix: FIX,
      },
    ];
  });
}

export function localKeyWeaknesses(configuration: Configuration): Weakness[] {
  return writers(configuration).flatMap((provider): Weakness[] => {
    const kind = kindOf(provider);
    if (kind === undefined || kind === 'kms' || kind === 'identity') return [];
    return [
      {
        check: 'encryption-local-key',
        severity: 'info',
        result: 'fail',
        pointer: provider.pointer,
        message: `The key of ${kind} stands in this file: it protects backups and disks of etcd, but not against whoever reads a disk or backup of a control-plane node.`,
        fix: 'Keep the key outside the cluster: a KMS v2 plugin in front of a key service or HSM; until then, keep this file out of backups and images.',
      },
    ];
  });
}

/** A provider with one key tells nothing of rotation; one with more was or is being rotated. */
export function rotationWeaknesses(configuration: Configuration): Weakness[] {
  return writers(configuration).flatMap((provider): Weakness[] => {
    const kind = kindOf(provider);
    const [key, ...more] = provider.keys;
    if (kind === undefined || key === undefined || more.length > 0) return [];
    return [
      {
        check: 'encryption-rotation',
        severity: 'low',
        result: 'unknown',
        pointer: `${provider.pointer}/${kind}/keys`,
        message: `Key ${shownName(key.name)} is the only one of ${kind}: nothing in the file tells how old it is or that it was ever changed.`,
        fix: 'Change the key at least every 90 days and when someone who knew it leaves: add the new key second on every API server, then first, rewrite all objects, then remove the old one.',
      },
    ];
  });
}
