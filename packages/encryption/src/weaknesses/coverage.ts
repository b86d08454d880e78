// Resources that must be encrypted, and are not: no rule names them, or plain text is written first.
import { shownName } from '../config/shown-name.ts';
import type { Configuration } from '../config/model.ts';
import { effectOn, kindOf } from './effect.ts';
import type { Weakness } from './weakness.ts';

function severityOf(resource: string): 'high' | 'medium' {
  return resource === 'secrets' ? 'high' : 'medium';
}

export function coverageWeaknesses(configuration: Configuration, required: readonly string[]): Weakness[] {
  if (configuration.rules.length === 0) return [];
  return required.flatMap((resource): Weakness[] => {
    if (effectOn(resource, configuration) !== undefined) return [];
    return [
      {
        check: 'encryption-coverage',
        severity: severityOf(resource),
        result: 'fail',
        pointer: '/resources',
        message: `No rule covers ${resource}, so the API server stores them in etcd as plain text.`,
        fix: `Add a rule for ${resource}: kms with apiVersion v2 first, or secretbox, and identity last until all objects are rewritten.`,
      },
    ];
  });
}

/** Rules in which `identity` comes first although an encrypting provider follows, and those that write a required resource. */
export function identityFirstWeaknesses(configuration: Configuration, required: readonly string[]): Weakness[] {
  const found = new Map<string, Weakness>();
  for (const resource of required) {
    const first = effectOn(resource, configuration)?.[0];
    if (first === undefined || kindOf(first) !== 'identity' || found.has(first.pointer)) continue;
    found.set(first.pointer, identityFirst(`${first.pointer}/identity`, resource, severityOf(resource)));
  }
  for (const { providers, resources } of configuration.rules) {
    const [first, ...rest] = providers;
    if (first === undefined || kindOf(first) !== 'identity' || found.has(first.pointer)) continue;
    const name = shownName(resources[0]?.name ?? '');
    if (rest.some((provider) => kindOf(provider) !== 'identity'))
      found.set(first.pointer, identityFirst(`${first.pointer}/identity`, name, 'medium'));
  }
  return [...found.values()];
}

function identityFirst(pointer: string, resource: string, severity: 'high' | 'medium'): Weakness {
  return {
    check: 'encryption-identity-first',
    severity,
    result: 'fail',
    pointer,
    message: `The first provider for ${resource} is identity, and the first one writes: new objects are stored as plain text, and encrypted ones are decrypted when they are updated.`,
    fix: 'Put the encrypting provider first and identity last; restart every API server, rewrite all objects, then remove identity.',
  };
}
