// Texts by which clients are told to send a credential somewhere, from raw objects: environment, arguments and ConfigMaps.
import { kindOf, namespaceOf, nameOf } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { containersOf, isRunning, podMakers, positionOf } from './pods.ts';
import type { PodMaker } from './pods.ts';
import { at, isRaw, listAt, textAt, textsAt } from './raw.ts';
import type { Raw } from './raw.ts';
import { ownerOfCredential, ownersOfAddress, variablesOf } from './secret-variables.ts';

/** One URL with a password in it. */
export interface SentUrl {
  readonly maker: PodMaker;
  readonly scheme: string;
  readonly host: string;
  /** The whole URL. */
  readonly url: string;
}

/** Protocols that encrypt from the first byte. */
const SECURE = /^(?:https|wss|ftps|ldaps|amqps|rediss|mqtts)$/;

export const isSecure = ({ scheme, url }: SentUrl): boolean =>
  SECURE.test(scheme) || /sslmode=verify-|ssl-?mode=verify|[?&](?:tls|ssl)=true/i.test(url);

function urlsIn(text: string, maker: PodMaker): SentUrl[] {
  return [...text.matchAll(/([a-z][a-z0-9+]*):\/\/([^\s/@]*):([^\s/@]+)@([a-z0-9.-]+)[^\s]*/gi)].map((found) => ({
    maker,
    scheme: (found[1] ?? '').toLowerCase(),
    host: (found[4] ?? '').toLowerCase(),
    url: found[0],
  }));
}

function ofContainer(cluster: Cluster, container: unknown, maker: PodMaker, id: string): SentUrl[] {
  const env = listAt(container, 'env');
  const [object = '', key] = id.split('#');
  const filled = variablesOf(cluster, container, maker);
  const isFrom = (url: string): boolean =>
    [...filled].some(([name, { secret }]) => secret === id && url.includes(`$(${name})`));
  const named = env.flatMap((one) =>
    urlsIn(textAt(one, 'value'), maker).filter(({ url }) => isFrom(url) || key === textAt(one, 'name')),
  );
  const words = ['command', 'args'].flatMap((field) =>
    listAt(container, field)
      .filter((word) => typeof word === 'string')
      .flatMap((word) => urlsIn(word, maker).filter(({ url }) => isFrom(url) || key === field)),
  );
  return [...named, ...words].filter(() => key === undefined || object !== '');
}

/** The ConfigMap's texts, where the maker's pods are given it. */
function ofConfigMap(cluster: Cluster, maker: PodMaker, id: string): SentUrl[] {
  const map = id.startsWith('configmap:') ? cluster.find(id) : undefined;
  if (map === undefined || namespaceOf(map) !== namespaceOf(maker.object)) return [];
  if (!JSON.stringify(maker.spec).includes(JSON.stringify(nameOf(map)))) return [];
  const data = at(map, 'data');
  return isRaw(data) ? Object.values(data).flatMap((text) => urlsIn(String(text), maker)) : [];
}

/** URLs that carry the credential of this id. */
export function sentUrls(cluster: Cluster, id: string): SentUrl[] {
  return podMakers(cluster)
    .filter(isRunning)
    .filter((maker) => !id.includes('#') || positionOf(cluster, maker.object) === id.split('#', 1)[0])
    .flatMap((maker) => [
      ...containersOf(maker.spec).flatMap((container) => ofContainer(cluster, container, maker, id)),
      ...ofConfigMap(cluster, maker, id),
    ]);
}

/** A URL without a password. */
const BARE_URL = /([a-z][a-z0-9+]*):\/\/([a-z0-9.-]+)(?::\d+)?(?:[/?][^\s@]*)?/gi;

function besideIn(cluster: Cluster, container: unknown, maker: PodMaker, id: string): SentUrl[] {
  const owners = [...variablesOf(cluster, container, maker)]
    .filter(([, { secret, isAbsent }]) => secret === id && !isAbsent)
    .map(([name]) => ownerOfCredential(name));
  const texts = [
    ...listAt(container, 'env').map((one) => [textAt(one, 'name'), textAt(one, 'value')] as const),
    ...['command', 'args'].flatMap((field) => textsAt(container, field).map((word) => ['', word] as const)),
  ];
  return texts.flatMap(([setting, text]) =>
    [...text.matchAll(BARE_URL)].flatMap(([url, scheme = '', host = '']) =>
      ownersOfAddress(setting, host.toLowerCase(), scheme.toLowerCase()).some((owner) => owners.includes(owner))
        ? [{ maker, scheme: scheme.toLowerCase(), host: host.toLowerCase(), url }]
        : [],
    ),
  );
}

/** URLs without a password, of servers whose the Secret's variables are by their names. */
export function urlsBeside(cluster: Cluster, id: string): SentUrl[] {
  return podMakers(cluster)
    .filter(isRunning)
    .flatMap((maker) => containersOf(maker.spec).flatMap((container) => besideIn(cluster, container, maker, id)));
}

/** The Service that the host names for the client. */
export function serviceOf(cluster: Cluster, { host, maker }: SentUrl): Raw | undefined {
  const [name, namespace = namespaceOf(maker.object), kind = 'svc'] = host.split('.');
  return kind === 'svc'
    ? cluster.all('Service').find((one) => nameOf(one) === name && namespaceOf(one) === namespace)
    : undefined;
}

/** Some Ingress has a rule for the host. */
export function hasIngress(cluster: Cluster, host: string): boolean {
  return cluster.given.some(
    (object) =>
      kindOf(object) === 'Ingress' && listAt(object, 'spec', 'rules').some((rule) => textAt(rule, 'host') === host),
  );
}
