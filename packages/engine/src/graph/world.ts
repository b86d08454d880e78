// The facts arranged for the graph: principals, workloads, nodes and assets, each in a table with an index by name.
import type { Facts } from '../facts/facts.ts';
import type { PersistentVolumeFact, ClaimFact } from '../facts/cluster.ts';
import type { ConfigMapFact, SecretFact } from '../facts/secret.ts';
import type { Authorizer } from '../access/authorizer.ts';
import { nodeOfUser } from '../access/user.ts';
import { Credentials } from './credentials.ts';
import { impersonatedAccounts } from './impersonated-accounts.ts';
import { NameIndex } from './name-index.ts';
import { listPrincipals, namespacesOf } from './principals.ts';
import type { Principal } from './principals.ts';
import { listFilled } from './secret-stores.ts';
import { foldWorkloads, UNKNOWN_NODE } from './workloads.ts';
import { distinctWorkloads } from '../facts/distinct-workloads.ts';
import type { Workload } from './workloads.ts';

/** A Secret in the input, referenced by it, or asked for. */
export interface SecretEntity {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  /** Absent when the input only refers to it. */
  readonly fact?: SecretFact;
}

/** Another object whose content can be read. */
export interface ContentEntity<F> {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly fact?: F;
  /** A claim that is gone, though a volume still has its data. */
  readonly gone?: true;
}

/** Entities in order, with their index by namespace and name. */
export class Table<E extends { readonly namespace: string; readonly name: string }> {
  readonly items: E[] = [];
  readonly #index = new NameIndex();

  /** The entity's index; the first of a name wins. */
  add(entity: E): number {
    const known = this.find(entity.namespace, entity.name);
    if (known !== undefined) return known;
    this.#index.set(entity.namespace, entity.name, this.items.length);
    return this.items.push(entity) - 1;
  }

  find(namespace: string, name: string): number | undefined {
    return this.#index.get(namespace, name);
  }
}

export interface World {
  readonly facts: Facts;
  readonly authorizer: Authorizer;
  /** `major.minor`, or empty. */
  readonly version: string;
  readonly namespaces: readonly string[];
  readonly principals: readonly Principal[];
  readonly principalIndex: ReadonlyMap<string, number>;
  readonly workloads: readonly Workload[];
  readonly nodes: readonly string[];
  readonly nodeIndex: ReadonlyMap<string, number>;
  readonly secrets: Table<SecretEntity>;
  readonly configMaps: Table<ContentEntity<ConfigMapFact>>;
  readonly claims: Table<ContentEntity<ClaimFact>>;
  /** Credentials in plain text. */
  readonly credentials: Credentials;
  /** ConfigMaps whose readers are looked for: those that hold credentials, and those asked about; by `NAMESPACE/NAME`. */
  readonly watchedConfigMaps: ReadonlySet<string>;
  readonly onlyKey?: AssetKey;
  readonly volumes: ReadonlyMap<string, PersistentVolumeFact>;
  /** By `NAMESPACE/NAME` of the claim that they refer to, which need not be in the input. */
  readonly volumesByClaim: ReadonlyMap<string, readonly PersistentVolumeFact[]>;
}

/** One key of a Secret or a ConfigMap: whoever takes only other keys of it is no reader. */
export interface AssetKey {
  readonly kind: 'secret' | 'configmap';
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

export interface WorldSettings {
  /** The question is about this key alone. */
  readonly onlyKey?: AssetKey;
  /** Ids `secret:NS/NAME` and `configmap:NS/NAME` that are asked for though the input may not name them. */
  readonly askedAssets?: readonly string[];
}

export function buildWorld(facts: Facts, authorizer: Authorizer, settings: WorldSettings = {}): World {
  const asked = settings.askedAssets ?? [];
  const namespaces = namespacesOf(facts);
  const workloads = foldWorkloads(facts);
  const credentials = new Credentials(facts, workloads);
  const nodes = listNodes(facts, workloads);
  const impersonated = impersonatedAccounts(facts, authorizer, namespaces);
  const list = [...listPrincipals(facts, nodes, impersonated).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    facts,
    authorizer,
    version: facts.kubernetesVersion,
    namespaces,
    principals: list,
    principalIndex: new Map(list.map((principal, index) => [principal.id, index])),
    workloads,
    nodes,
    nodeIndex: new Map(nodes.map((node, index) => [node, index])),
    secrets: listSecrets(facts, asked),
    configMaps: listConfigMaps(facts, asked),
    claims: listClaims(facts),
    credentials,
    watchedConfigMaps: watchedConfigMaps(credentials, asked),
    ...(settings.onlyKey !== undefined && { onlyKey: settings.onlyKey }),
    volumes: new Map(facts.persistentVolumes.map((volume) => [volume.name, volume])),
    volumesByClaim: Map.groupBy(
      facts.persistentVolumes.filter(({ claimName }) => claimName !== ''),
      ({ claimNamespace, claimName }) => `${claimNamespace}/${claimName}`,
    ),
  };
}

function listNodes(facts: Facts, workloads: readonly Workload[]): string[] {
  const names = new Set(facts.nodes.map((node) => node.name));
  for (const workload of workloads) for (const node of workload.nodes.keys()) names.add(node);
  if (names.size === 0) names.add(UNKNOWN_NODE);
  for (const binding of facts.bindings)
    for (const { kind, name } of binding.subjects) {
      const node = kind === 'User' ? nodeOfUser(name) : undefined;
      if (node !== undefined) names.add(node);
    }
  return [...names].toSorted();
}

/** What a Secret may be called: a DNS subdomain. */
const OBJECT_NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

const SECRET_ID = /^secret:([^/]+)\/([^#]+)/;

function listSecrets(facts: Facts, asked: readonly string[]): Table<SecretEntity> {
  const table = new Table<SecretEntity>();
  const refer = (namespace: string, name: string): void => {
    if (namespace !== '' && name !== '') table.add({ id: `secret:${namespace}/${name}`, namespace, name });
  };
  for (const fact of facts.secrets) {
    table.add({ id: `secret:${fact.namespace}/${fact.name}`, namespace: fact.namespace, name: fact.name, fact });
  }
  for (const workload of distinctWorkloads(facts)) {
    for (const reference of facts.podSpecs[workload.spec]?.secrets ?? []) refer(workload.namespace, reference.name);
  }
  for (const account of facts.serviceAccounts) {
    for (const name of [...account.secrets, ...account.imagePullSecrets]) refer(account.namespace, name);
  }
  for (const copy of facts.secretCopies) refer(copy.secretNamespace, copy.secretName);
  for (const made of facts.customs) if (made.objectKind === 'SealedSecret') refer(made.namespace, made.name);
  for (const filled of listFilled(facts)) refer(filled.namespace, filled.name);
  for (const volume of facts.persistentVolumes)
    for (const secret of volume.secrets) refer(secret.namespace, secret.name);
  for (const role of facts.roles) {
    if (role.namespace === '' || role.expected === true) continue;
    for (const rule of role.rules) {
      if (!rule.resources.includes('secrets')) continue;
      // A star in resourceNames is a literal that no object can be called.
      for (const name of rule.resourceNames) if (OBJECT_NAME.test(name)) refer(role.namespace, name);
    }
  }
  for (const id of asked) {
    const match = SECRET_ID.exec(id);
    if (match !== null) refer(match[1] as string, match[2] as string);
  }
  return table;
}

const CONFIG_MAP_ID = /^configmap:([^/]+)\/([^#]+)/;

function watchedConfigMaps({ ofConfigMaps }: Credentials, asked: readonly string[]): ReadonlySet<string> {
  const named = asked.flatMap((id) => {
    const [, namespace, name] = CONFIG_MAP_ID.exec(id) ?? [];
    return namespace === undefined ? [] : [`${namespace}/${name}`];
  });
  return new Set([...ofConfigMaps.keys(), ...named]);
}

function listConfigMaps(facts: Facts, asked: readonly string[]): Table<ContentEntity<ConfigMapFact>> {
  const table = new Table<ContentEntity<ConfigMapFact>>();
  for (const fact of facts.configMaps) {
    table.add({ id: `configmap:${fact.namespace}/${fact.name}`, namespace: fact.namespace, name: fact.name, fact });
  }
  for (const workload of distinctWorkloads(facts)) {
    for (const { name } of facts.podSpecs[workload.spec]?.configMaps ?? []) {
      table.add({ id: `configmap:${workload.namespace}/${name}`, namespace: workload.namespace, name });
    }
  }
  for (const id of asked) {
    const [, namespace = '', name = ''] = CONFIG_MAP_ID.exec(id) ?? [];
    if (name !== '') table.add({ id: `configmap:${namespace}/${name}`, namespace, name });
  }
  return table;
}

function listClaims(facts: Facts): Table<ContentEntity<ClaimFact>> {
  const table = new Table<ContentEntity<ClaimFact>>();
  const id = (namespace: string, name: string): string => `persistentvolumeclaim:${namespace}/${name}`;
  for (const fact of facts.claims)
    table.add({ id: id(fact.namespace, fact.name), namespace: fact.namespace, name: fact.name, fact });
  for (const workload of distinctWorkloads(facts)) {
    for (const { name } of facts.podSpecs[workload.spec]?.claims ?? []) {
      table.add({ id: id(workload.namespace, name), namespace: workload.namespace, name });
    }
  }
  for (const { claimNamespace: namespace, claimName: name, phase } of facts.persistentVolumes) {
    if (name !== '')
      table.add({ id: id(namespace, name), namespace, name, ...(phase === 'Released' && { gone: true as const }) });
  }
  return table;
}
