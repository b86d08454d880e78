// Answers "may this key be retired?" with the objects that forbid it.
import type { CurrentKeyId } from './read-stored.ts';
import type { StorageProvider } from './storage-provider.ts';
import type { StoredProvider } from './stored-value.ts';
import type { StoredVerdict } from './verdict.ts';

/** A key by its provider and name, a key of KMS v2 by its key_id too; plain text by `identity` alone. */
export interface KeyReference {
  readonly provider: StoredProvider;
  readonly keyName?: string;
  readonly keyId?: string;
}

export interface Retirable extends KeyReference {
  /** Null where something that may need it was not read. */
  readonly retirable: boolean | null;
  readonly reason: string;
  /** Current objects that need it. */
  readonly objects: number;
  /** Replaced revisions that need it until they are compacted. */
  readonly olderRevisions: number;
  /** The etcd keys of the first objects that need it. */
  readonly forbiddenBy: readonly string[];
}

interface Use {
  readonly key: KeyReference;
  objects: number;
  olderRevisions: number;
  isWriting: boolean;
  readonly first: string[];
}

/** Keys that are told apart; etcd's writer may make up any number of names. */
export const KEYS_MAX = 10_000;
const FORBIDDING_SHOWN = 10;

export class KeyUses {
  readonly #uses = new Map<string, Use>();
  readonly #isPlaintextCounted: (resource: string) => boolean;
  readonly #shown: number;
  /** Providers of malformed values whose key's name cannot be told. */
  readonly #nameless = new Set<StoredProvider>();
  #isCut = false;

  /** Plain text counts against `identity` only where it should not be; `shown` objects that forbid are named. */
  constructor(isPlaintextCounted: (resource: string) => boolean, shown = FORBIDDING_SHOWN) {
    this.#isPlaintextCounted = isPlaintextCounted;
    this.#shown = shown;
  }

  /** Keys of a configuration: also those that nothing needs get an answer. `isWriting`: new values are written with the first. */
  configured(providers: readonly StorageProvider[], currentKeyId: CurrentKeyId): void {
    for (const [index, provider] of providers.entries()) {
      for (const { key, isFirst } of keysOf(provider, currentKeyId)) {
        const use = this.#use(key);
        if (use !== undefined && index === 0 && isFirst) use.isWriting = true;
      }
    }
  }

  add(verdict: StoredVerdict, isCurrent: boolean): void {
    const { provider, claims, keyName, keyId, resource = '' } = verdict;
    if (provider === 'identity' && !this.#isPlaintextCounted(resource)) return;
    const owner = provider === 'malformed' ? claims : provider;
    if (owner === undefined) return;
    if (owner !== 'identity' && keyName === undefined) {
      this.#nameless.add(owner);
      return;
    }
    const named = { provider: owner, ...(keyName && { keyName }) };
    this.#count(named, verdict.key, isCurrent);
    if (keyId !== undefined) this.#count({ ...named, keyId }, verdict.key, isCurrent);
  }

  /** More keys than are told apart. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** `isComplete`: all values of the store were read. */
  answers(isComplete: boolean): Retirable[] {
    return [...this.#uses.values()].map((use) => this.#answer(use, isComplete)).sort(byKey);
  }

  #count(key: KeyReference, etcdKey: string, isCurrent: boolean): void {
    const use = this.#use(key);
    if (use === undefined) return;
    if (!isCurrent) use.olderRevisions++;
    else if (use.objects++ < this.#shown) use.first.push(etcdKey);
  }

  #use(key: KeyReference): Use | undefined {
    const id = keyText(key);
    const found = this.#uses.get(id);
    if (found !== undefined) return found;
    if (this.#uses.size >= KEYS_MAX) {
      this.#isCut = true;
      return undefined;
    }
    const use: Use = { key, objects: 0, olderRevisions: 0, isWriting: false, first: [] };
    this.#uses.set(id, use);
    return use;
  }

  #answer({ key, objects, olderRevisions, isWriting, first }: Use, isComplete: boolean): Retirable {
    const [retirable, reason] = this.#judge({ key, objects, olderRevisions, isWriting, first }, isComplete);
    return { ...key, retirable, reason, objects, olderRevisions, forbiddenBy: first };
  }

  #judge({ key, objects, olderRevisions, isWriting }: Use, isComplete: boolean): [boolean | null, string] {
    if (objects > 0) return [false, 'current objects need it'];
    if (isWriting) return [false, 'the configuration writes with it'];
    if (olderRevisions > 0) return [false, 'older revisions need it until they are compacted'];
    if (this.#nameless.has(key.provider)) return [null, 'malformed values of this provider name no key'];
    return isComplete ? [true, 'nothing that was read needs it'] : [null, 'not everything was read'];
  }
}

interface ConfiguredKey {
  readonly key: KeyReference;
  /** The provider writes with it. */
  readonly isFirst: boolean;
}

function keysOf(provider: StorageProvider, currentKeyId: CurrentKeyId): ConfiguredKey[] {
  if (provider.kind === 'identity') return [{ key: { provider: 'identity' }, isFirst: true }];
  const { kind } = provider;
  if ('keys' in provider)
    return provider.keys.map(({ name }, at) => ({ key: { provider: kind, keyName: name }, isFirst: at === 0 }));
  const key = { provider: kind, keyName: provider.name };
  const keyId = kind === 'kms-v2' ? currentKeyId(provider.name) : undefined;
  return [{ key, isFirst: true }, ...(keyId === undefined ? [] : [{ key: { ...key, keyId }, isFirst: true }])];
}

/** `aescbc:NAME`, `kms-v2:NAME:KEY_ID`, `identity`: how a key is named on the command line. */
export function keyText({ provider, keyName, keyId }: KeyReference): string {
  return [provider, keyName, keyId].filter((part) => part !== undefined).join(':');
}

function byKey(a: KeyReference, b: KeyReference): number {
  return keyText(a) < keyText(b) ? -1 : 1;
}
