// What `encryption verify` says of one current object: how it is stored, and what an API server would make of that.
import { judgeStored } from './judge-stored.ts';
import { readStored } from './read-stored.ts';
import type { CurrentKeyId, Reading } from './read-stored.ts';
import type { StorageProvider } from './storage-provider.ts';
import { isKindOf, storedPlace } from './stored-place.ts';
import type { StoredPlace } from './stored-place.ts';
import type { StoredObject, StoredProvider, StoredValue } from './stored-value.ts';

/** One value of etcd with its key, as UTF-8, and the revision that wrote it. */
export interface EtcdValue {
  readonly key: string;
  readonly value: Uint8Array;
  readonly revision: number;
}

/** Of one object; no field can hold a part of its value. */
export interface StoredVerdict {
  readonly key: string;
  readonly provider: StoredProvider;
  readonly keyName?: string;
  readonly keyId?: string;
  /** Whether the API server would write it differently; null where no configuration is given, or a plugin would have to say. */
  readonly stale: boolean | null;
  /** Whether the API server can read it; null where no configuration is given, or a plugin would have to say. */
  readonly readable: boolean | null;
  /** Whether it also opens under another etcd key. */
  readonly movable: boolean | null;
  /** mod_revision. */
  readonly revision: number;
  /** Absent for keys that belong to no resource. */
  readonly resource?: string;
  /** The object inside is another one than the etcd key names: somebody moved the value. */
  readonly moved?: true;
  /** The object inside is of another kind than the etcd key's resource. */
  readonly otherKind?: string;
  /** Why it is malformed. */
  readonly problem?: string;
  /** The provider that a malformed value claims. */
  readonly claims?: StoredProvider;
}

export interface VerdictSettings {
  /** `--etcd-prefix` of the API server. */
  readonly prefix: string;
  /** Providers of a resource in order; undefined where no configuration is given. */
  readonly providersOf?: (resource: string) => readonly StorageProvider[];
  readonly currentKeyId: CurrentKeyId;
}

const UNKNOWN: Reading = { readable: null, stale: null };

export function verdictOf({ key, value, revision }: EtcdValue, settings: VerdictSettings): StoredVerdict {
  const judged = judgeStored(value);
  const place = storedPlace(key, settings.prefix);
  const reading = readingOf({ etcdKey: key, bytes: value, judged }, place, settings);
  const { provider, keyName, keyId, movable, problem, claims } = judged;
  return {
    key,
    provider,
    ...(keyName !== undefined && { keyName }),
    ...(keyId !== undefined && { keyId }),
    stale: reading.stale,
    readable: reading.readable,
    movable,
    revision,
    ...(place !== undefined && { resource: place.resource }),
    ...oddities(place, judged.object ?? reading.object),
    ...(problem !== undefined && { problem }),
    ...(claims !== undefined && { claims }),
  };
}

/** Values outside of every resource are written and read by no rule of a configuration. */
function readingOf(
  stored: { readonly etcdKey: string; readonly bytes: Uint8Array; readonly judged: StoredValue },
  place: StoredPlace | undefined,
  { providersOf, currentKeyId }: VerdictSettings,
): Reading {
  const providers = place === undefined ? undefined : providersOf?.(place.resource);
  return providers === undefined ? UNKNOWN : readStored(stored, providers, currentKeyId);
}

/** A custom resource may have any plural, so only built-in ones are held to their kind. */
function oddities(
  place: StoredPlace | undefined,
  object: StoredObject | undefined,
): Pick<StoredVerdict, 'moved' | 'otherKind'> {
  if (place === undefined || object === undefined) return {};
  const { kind = '', name, namespace } = object;
  const isBuiltIn = kind !== '' && object.encoding === 'protobuf';
  return {
    ...(isBuiltIn && !isKindOf(kind, place.resource) && { otherKind: kind }),
    ...(name !== undefined && (name !== place.name || namespace !== place.namespace) && { moved: true }),
  };
}
