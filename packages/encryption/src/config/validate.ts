// What an API server says of a decoded configuration before it starts: `ValidateEncryptionConfiguration`, then its transformers.
import { maskedFaults } from './masked.ts';
import type { Configuration, Provider, Rule } from './model.ts';
import type { Fault } from './refusal.ts';
import { keysFaults } from './validate-keys.ts';
import { kmsFaults, type ServerSettings } from './validate-kms.ts';
import { resourceFaults } from './validate-resources.ts';

interface Context extends ServerSettings {
  readonly hasDefaults: boolean;
  readonly names: Set<string>;
}

function providerFaults(provider: Provider, context: Context): Fault[] {
  const { kinds, kms, pointer } = provider;
  const [first] = kinds;
  const faults: Fault[] = [];
  if (first === undefined)
    faults.push({ pointer, reason: 'the entry names no provider: kms, aesgcm, aescbc, secretbox or identity' });
  if (kinds.length > 1)
    faults.push({ pointer, reason: 'the entry names more than one provider: give each an entry of its own' });
  if (kms !== undefined) {
    faults.push(...kmsFaults(kms, context));
    context.names.add(kms.name);
  } else if (first !== undefined) {
    faults.push(...keysFaults(provider, first));
  }
  return faults;
}

function ruleFaults(rule: Rule, context: Context): Fault[] {
  const providers = `${rule.pointer}/providers`;
  return [
    ...resourceFaults(rule.resources, `${rule.pointer}/resources`),
    ...(rule.providers.length === 0 ? [{ pointer: providers, reason: 'at least one provider is required' }] : []),
    ...rule.providers.flatMap((provider) => providerFaults(provider, context)),
  ];
}

/** Every reason for a refusal, in the order of the file; the API server stops at some of them before it sees the others. */
export function validate(configuration: Configuration, settings: ServerSettings, hasDefaults: boolean): Fault[] {
  const { rules } = configuration;
  if (rules.length === 0) return [{ pointer: '/resources', reason: 'at least one rule is required' }];
  const context = { ...settings, hasDefaults, names: new Set<string>() };
  return [...rules.flatMap((rule) => ruleFaults(rule, context)), ...maskedFaults(configuration)];
}
