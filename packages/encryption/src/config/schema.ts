// The fields of EncryptionConfiguration, as `types_encryption.go` of k8s.io/apiserver declares them.

/** What a field holds. `optional` is a pointer in Go: null takes it away; of the others null changes nothing. */
export type Shape =
  | { readonly kind: 'text' | 'secret' | 'duration' | 'int32' }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'optional'; readonly of: Shape }
  | { readonly kind: 'struct'; readonly fields: ReadonlyMap<string, Shape> };

const TEXT: Shape = { kind: 'text' };

function struct(fields: Readonly<Record<string, Shape>>): Shape {
  return { kind: 'struct', fields: new Map(Object.entries(fields)) };
}

const list = (of: Shape): Shape => ({ kind: 'list', of });
const optional = (of: Shape): Shape => ({ kind: 'optional', of });

const KEYED = struct({ keys: list(struct({ name: TEXT, secret: { kind: 'secret' } })) });

const KMS = struct({
  apiVersion: TEXT,
  name: TEXT,
  cachesize: optional({ kind: 'int32' }),
  endpoint: TEXT,
  timeout: optional({ kind: 'duration' }),
});

const PROVIDER = struct({
  aesgcm: optional(KEYED),
  aescbc: optional(KEYED),
  secretbox: optional(KEYED),
  identity: optional(struct({})),
  kms: optional(KMS),
});

const RULE = struct({ resources: list(TEXT), providers: list(PROVIDER) });

export const CONFIGURATION: Shape = struct({ kind: TEXT, apiVersion: TEXT, resources: list(RULE) });

/** How the API server's own type, which a file can name by the version `__internal`, calls the fields. */
const INTERNAL: Readonly<Record<string, string>> = {
  aesgcm: 'AESGCM',
  aescbc: 'AESCBC',
  secretbox: 'Secretbox',
  identity: 'Identity',
  kms: 'KMS',
  apiVersion: 'APIVersion',
  name: 'Name',
  cachesize: 'CacheSize',
  endpoint: 'Endpoint',
  timeout: 'Timeout',
  keys: 'Keys',
  secret: 'Secret',
  resources: 'Resources',
  providers: 'Providers',
};

/** Shared by every depth: `kind` and `apiVersion` of the file itself keep their names. */
export function fieldName(name: string, isInternal: boolean, isRoot: boolean): string {
  return isInternal && !(isRoot && name !== 'resources') ? (INTERNAL[name] ?? name) : name;
}
