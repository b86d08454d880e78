// A decoded configuration by its own words: rules, providers, keys; secrets stay sealed.
import { Sealed } from '@watertight/sealed';
import type { StructValue, Value } from './decode.ts';

export type ProviderKind = 'kms' | 'aesgcm' | 'aescbc' | 'secretbox' | 'identity';

export interface NamedPlace {
  readonly name: string;
  readonly pointer: string;
}

export interface KeySpec extends NamedPlace {
  /** As written in base64. */
  readonly secret: Sealed;
}

export interface KmsSpec extends NamedPlace {
  /** As written; empty where it is not. */
  readonly apiVersion: string;
  readonly endpoint: string;
  readonly cacheSize: bigint | undefined;
  /** Nanoseconds. */
  readonly timeout: bigint | undefined;
}

export interface Provider {
  readonly pointer: string;
  /** One, in a file that is taken. In the order in which the API server looks for them when it validates. */
  readonly kinds: readonly ProviderKind[];
  readonly keys: readonly KeySpec[];
  readonly kms: KmsSpec | undefined;
}

export interface Rule {
  readonly pointer: string;
  readonly resources: readonly NamedPlace[];
  readonly providers: readonly Provider[];
}

export interface Configuration {
  readonly rules: readonly Rule[];
}

/** The order of `ValidateEncryptionConfiguration`'s switch. */
const KINDS: readonly ProviderKind[] = ['kms', 'aesgcm', 'aescbc', 'secretbox', 'identity'];

function field(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'struct' ? value.fields.get(name) : undefined;
}

function itemsOf(value: Value | undefined): readonly (Value | undefined)[] {
  return value?.kind === 'list' ? value.items : [];
}

function textOf(value: Value | undefined): string {
  return value?.kind === 'text' ? value.text : '';
}

function numberOf(value: Value | undefined): bigint | undefined {
  return value?.kind === 'number' ? value.value : undefined;
}

const EMPTY = new Sealed('');

function keyOf(value: Value | undefined): KeySpec {
  const secret = field(value, 'secret');
  return {
    name: textOf(field(value, 'name')),
    pointer: value?.pointer ?? '',
    secret: secret?.kind === 'secret' ? secret.secret : EMPTY,
  };
}

function kmsOf(value: StructValue): KmsSpec {
  return {
    pointer: value.pointer,
    name: textOf(value.fields.get('name')),
    apiVersion: textOf(value.fields.get('apiVersion')),
    endpoint: textOf(value.fields.get('endpoint')),
    cacheSize: numberOf(value.fields.get('cachesize')),
    timeout: numberOf(value.fields.get('timeout')),
  };
}

function providerOf(value: Value | undefined): Provider {
  const kinds = KINDS.filter((kind) => field(value, kind) !== undefined);
  const kms = field(value, 'kms');
  const keyed = kinds.find((kind) => kind !== 'kms' && kind !== 'identity');
  const keys = keyed === undefined ? undefined : field(field(value, keyed), 'keys');
  return {
    pointer: value?.pointer ?? '',
    kinds,
    keys: itemsOf(keys).map(keyOf),
    kms: kms?.kind === 'struct' ? kmsOf(kms) : undefined,
  };
}

function ruleOf(value: Value | undefined): Rule {
  return {
    pointer: value?.pointer ?? '',
    resources: itemsOf(field(value, 'resources')).map((item) => ({ name: textOf(item), pointer: item?.pointer ?? '' })),
    providers: itemsOf(field(value, 'providers')).map(providerOf),
  };
}

export function modelOf(value: StructValue | undefined): Configuration {
  return { rules: itemsOf(value?.fields.get('resources')).map(ruleOf) };
}
