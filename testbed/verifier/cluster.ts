// Holds the raw objects of one input by kind and id, the bootstrap policy beside them.
import { at, isRaw, listAt, mapAt, textAt } from './raw.ts';
import type { Raw } from './raw.ts';

/** Kinds that have no namespace, among those that the verifier looks at. */
const CLUSTER_KINDS: ReadonlySet<string> = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'ClusterRole',
  'ClusterRoleBinding',
  'StorageClass',
  'VolumeSnapshotClass',
  'VolumeSnapshotContent',
  'CustomResourceDefinition',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
  'APIService',
  'CSIDriver',
  'PodSecurityPolicy',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'CertificateSigningRequest',
  'ClusterSecretStore',
  'ClusterExternalSecret',
  'ClusterIssuer',
  'ClusterPolicy',
  'PriorityClass',
  'IngressClass',
]);

export const kindOf = (object: Raw): string => textAt(object, 'kind');
export const nameOf = (object: Raw): string => textAt(object, 'metadata', 'name');

export function groupOf(object: Raw): string {
  const version = textAt(object, 'apiVersion');
  const slash = version.indexOf('/');
  return slash < 0 ? '' : version.slice(0, slash);
}

/** An empty `metadata.namespace`, which `flatten` writes, says that a custom kind has none. */
export function namespaceOf(object: Raw): string {
  if (CLUSTER_KINDS.has(kindOf(object)) || at(object, 'metadata', 'namespace') === '') return '';
  return textAt(object, 'metadata', 'namespace') || 'default';
}

/** `KIND:NS/NAME`, without the group: the verifier compares objects, and their groups by hand where it matters. */
export function plainId(object: Raw): string {
  const namespace = namespaceOf(object);
  return `${kindOf(object).toLowerCase()}:${namespace === '' ? '' : `${namespace}/`}${nameOf(object)}`;
}

/** Splits an id of the contract; the group of a custom kind is dropped. */
export function splitId(id: string): { readonly kind: string; readonly namespace: string; readonly name: string } {
  const colon = id.indexOf(':');
  if (colon < 0) return { kind: id, namespace: '', name: '' };
  const kind = id.slice(0, colon).split('.', 1)[0] ?? '';
  const rest = id.slice(colon + 1);
  const slash = ['user', 'group', 'node', 'file'].includes(kind) ? -1 : rest.indexOf('/');
  return { kind, namespace: slash < 0 ? '' : rest.slice(0, slash), name: rest.slice(slash + 1) };
}

export class Cluster {
  /** Objects of the input, without those of the bootstrap policy. */
  readonly given: readonly Raw[];
  readonly version: string;
  readonly #byKind = new Map<string, Raw[]>();
  readonly #byId = new Map<string, Raw[]>();

  /** `shipped` are the bootstrap policy's objects; one that the input holds too is left out. */
  constructor(given: readonly Raw[], shipped: readonly Raw[], version: string) {
    this.given = given;
    this.version = version;
    for (const object of given) this.#add(object);
    for (const object of shipped) if (!this.#byId.has(plainId(object))) this.#add(object);
  }

  all(kind: string): readonly Raw[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** By an id of the contract or of this file. */
  find(id: string): Raw | undefined {
    const { kind, namespace, name } = splitId(id);
    return this.#byId.get(`${kind}:${namespace === '' ? '' : `${namespace}/`}${name}`)?.[0];
  }

  labelsOfNamespace(namespace: string): ReadonlyMap<string, string> {
    return mapAt(this.find(`namespace:${namespace}`), 'metadata', 'labels');
  }

  #add(object: Raw): void {
    const id = plainId(object);
    const same = this.#byId.get(id);
    if (same === undefined) this.#byId.set(id, [object]);
    else same.push(object);
    const kind = kindOf(object);
    const kin = this.#byKind.get(kind);
    if (kin === undefined) this.#byKind.set(kind, [object]);
    else kin.push(object);
  }
}

/** Takes `List` kinds apart, drops what is no object with a kind, and marks objects of custom kinds that have no namespace. */
export function flatten(documents: readonly unknown[]): Raw[] {
  const objects = unpack(documents);
  const unscoped = new Set(
    objects
      .filter(
        (object) => kindOf(object) === 'CustomResourceDefinition' && textAt(object, 'spec', 'scope') === 'Cluster',
      )
      .map((object) => `${textAt(object, 'spec', 'group')}/${textAt(object, 'spec', 'names', 'kind')}`),
  );
  return objects.map((object) => {
    if (!unscoped.has(`${groupOf(object)}/${kindOf(object)}`)) return object;
    const metadata = at(object, 'metadata');
    return { ...object, metadata: { ...(isRaw(metadata) && metadata), namespace: '' } };
  });
}

function unpack(documents: readonly unknown[]): Raw[] {
  return documents.flatMap((document) => {
    if (!isRaw(document) || kindOf(document) === '') return [];
    const isList = kindOf(document).endsWith('List') && at(document, 'items') !== undefined;
    return isList ? unpack(listAt(document, 'items')) : [document];
  });
}
