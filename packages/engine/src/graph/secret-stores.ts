// External Secrets in the input: stores, which namespaces may use them, and the Secrets that are filled from each.
import type { CustomFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import type { StringMap } from '../facts/object.ts';
import type { AccountName } from './rule-types.ts';

const GROUP = 'external-secrets.io';
const CLUSTER_STORE = 'ClusterSecretStore';
const STORE = 'SecretStore';

/** A SecretStore or ClusterSecretStore. */
export interface SecretStore {
  readonly fact: CustomFact;
  /** State id: whoever holds it may ask the store for anything. */
  readonly id: string;
  /** Of the provider `kubernetes` on this cluster: which Secrets it reads, and as whom. */
  readonly reads?: { readonly namespace: string; readonly account: AccountName };
}

/** An ExternalSecret, and the Secret that it fills. */
export interface FilledSecret {
  readonly fact: CustomFact;
  readonly store: string;
  readonly storePointer: string;
  readonly namespace: string;
  readonly name: string;
}

const REMOTE = '/spec/provider/kubernetes';

/** The server is this cluster when none is named, or by the names that it has inside. */
function isThisCluster(url: string): boolean {
  return url === '' || /^(?:https:\/\/)?kubernetes\.default(?:\.svc(?:\.[a-z0-9.-]+)?)?(?::443)?\/?$/.test(url);
}

function remoteReads({ fields, namespace }: CustomFact): SecretStore['reads'] {
  const name = fields.get(`${REMOTE}/auth/serviceAccount/name`);
  if (name === undefined || !isThisCluster(fields.get(`${REMOTE}/server/url`) ?? '')) return undefined;
  const account = { name, namespace: namespace || (fields.get(`${REMOTE}/auth/serviceAccount/namespace`) ?? '') };
  return { namespace: fields.get(`${REMOTE}/remoteNamespace`) ?? 'default', account };
}

function storeOf(fact: CustomFact): SecretStore {
  const reads = remoteReads(fact);
  const place = fact.objectKind === CLUSTER_STORE ? '' : `${fact.namespace}/`;
  return { fact, id: `cloud:external-secrets/${place}${fact.name}`, ...(reads !== undefined && { reads }) };
}

/** Cluster-wide stores, and those of one namespace that read Secrets of this cluster: the others give nothing beyond their namespace. */
export function listStores(facts: Facts): SecretStore[] {
  return facts.customs
    .filter(({ group, objectKind }) => group === GROUP && (objectKind === CLUSTER_STORE || objectKind === STORE))
    .map(storeOf)
    .filter(({ fact, reads }) => fact.objectKind === CLUSTER_STORE || reads !== undefined);
}

const CONDITIONS = '/spec/conditions/';

/**
 * True unless the store's conditions leave the namespace out. Any one entry admits; expressions of labels and names are taken as
 * admitting, since a step through a store is conditional anyway.
 * https://external-secrets.io/latest/api/clustersecretstore/
 */
export function admits({ fact }: SecretStore, namespace: string, labels: StringMap): boolean {
  if (fact.objectKind === STORE) return fact.namespace === namespace;
  const entries = [...fact.fields].filter(([pointer]) => pointer.startsWith(CONDITIONS));
  if (entries.length === 0) return true;
  const selectors = Map.groupBy(
    entries.filter(([pointer]) => pointer.includes('/matchLabels/')),
    ([pointer]) => pointer.slice(0, pointer.indexOf('/matchLabels/')),
  );
  const isListed = entries.some(([pointer, text]) => /\/namespaces\/\d+$/.test(pointer) && text === namespace);
  const isOpen = entries.some(([pointer]) => /\/(?:namespaceRegexes|matchExpressions)\//.test(pointer));
  const isSelected = [...selectors.values()].some((wanted) =>
    wanted.every(([pointer, text]) => labels.get(labelKey(pointer)) === text),
  );
  return isListed || isOpen || isSelected;
}

function labelKey(pointer: string): string {
  return pointer
    .slice(pointer.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}

const STORE_REFERENCE = /\/(?:secretStoreRef|storeRef)\/name$/;

/** Each ExternalSecret with each store it names. */
export function listFilled(facts: Facts): FilledSecret[] {
  return facts.customs
    .filter(({ group, objectKind }) => group === GROUP && objectKind === 'ExternalSecret')
    .flatMap((fact) =>
      [...fact.fields]
        .filter(([pointer]) => STORE_REFERENCE.test(pointer))
        .map(([storePointer, name]) => ({
          fact,
          store:
            fact.fields.get(`${storePointer.slice(0, -'/name'.length)}/kind`) === CLUSTER_STORE
              ? `cloud:external-secrets/${name}`
              : `cloud:external-secrets/${fact.namespace}/${name}`,
          storePointer,
          namespace: fact.namespace,
          name: fact.fields.get('/spec/target/name') ?? fact.name,
        })),
    );
}
