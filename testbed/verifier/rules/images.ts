// Re-derives L6 to L9: who is given an image in which `detect` found a credential.
import { kindOf, nameOf, namespaceOf } from '../cluster.ts';
import type { Cluster } from '../cluster.ts';
import { hostFolders, isWithin } from '../host-paths.ts';
import { accountOf, containersOf, isRunning, makersOf, nodesOf, podMakers, positionOf } from '../pods.ts';
import type { PodMaker } from '../pods.ts';
import { at, listAt, textAt, textsAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import type { StepCase } from '../step-case.ts';
import { startsAt, unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

const CREDENTIALS = ['password', 'token', 'private-key', 'connection-string'];
const FOLDERS = [
  '/var/lib/containerd/io.containerd.content.v1.content',
  '/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs',
  '/var/lib/docker/overlay2',
  '/var/lib/containers/storage',
  '/var/lib/rancher/k3s/agent/containerd',
  '/var/lib/rancher/rke2/agent/containerd',
  '/var/lib/k0s/containerd',
  '/var/snap/microk8s/common/var/lib/containerd',
];

/** What one finding says of one image. */
interface FoundImage {
  readonly names: readonly string[];
  readonly digests: readonly string[];
  readonly indexes: readonly string[];
  readonly configs: readonly string[];
  readonly place: string;
  readonly isHidden: boolean;
}

/** A place in a pod spec where an image is named. */
interface Reference {
  readonly image: string;
  readonly container: unknown;
  readonly isVolume: boolean;
  /** What the status says that the container runs: a digest of the registry, or of the configuration. */
  readonly runs: string;
}

/** `REGISTRY/PATH:TAG`, or the digest alone; written from the description of image names. */
function whole(text: string): string {
  const [front = '', digest = ''] = text.split('@');
  if (digest !== '') return digest;
  const parts = front.split('/');
  const [host = ''] = parts;
  const isHost = parts.length > 1 && (host.includes('.') || host.includes(':') || host === 'localhost');
  const last = parts.at(-1) ?? '';
  const path = isHost ? front : `docker.io/${parts.length === 1 ? 'library/' : ''}${front}`;
  return last.includes(':') ? path : `${path}:latest`;
}

/** The cited findings of the image that the step leads to. */
function citedImages(step: StepCase): FoundImage[] {
  const [image = '', rest = ''] = step.step.to.split('#');
  const found = step.cluster.all('detect').flatMap((document) =>
    listAt(document, 'findings').flatMap((finding, index) => {
      const isCited = step.step.evidence.some(
        ({ object, pointer }) => object.startsWith('file:') && pointer === `/findings/${index}`,
      );
      if (!isCited || !CREDENTIALS.includes(textAt(finding, 'class'))) return [];
      return listAt(finding, 'images').map((entry): FoundImage => {
        const place = textAt(entry, 'place');
        const isShown = /^(?:\/|config\/(?:Env|Cmd|Entrypoint))/.test(place);
        return {
          names: textsAt(entry, 'references').map(whole),
          digests: textsAt(entry, 'digests'),
          indexes: textsAt(entry, 'indexes'),
          configs: textsAt(entry, 'ids'),
          place,
          isHidden: at(entry, 'hidden') === true || !isShown,
        };
      });
    }),
  );
  return found.filter(
    ({ names, digests, isHidden }) => image === `image:${names[0] ?? digests[0]}` && isHidden === (rest === 'layers'),
  );
}

function imageIdOf(object: unknown, container: unknown): string {
  const lists = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'];
  const all = lists.flatMap((list) => listAt(object, 'status', list));
  const own = all.find((status) => textAt(status, 'name') === textAt(container, 'name'));
  return textAt(own, 'imageID').replace(/^[a-z-]+:\/\//, '');
}

function referencesIn({ spec, object }: PodMaker): Reference[] {
  const run = containersOf(spec).map((container) => ({
    image: textAt(container, 'image'),
    container,
    isVolume: false,
    runs: imageIdOf(object, container),
  }));
  const mounted = listAt(spec, 'volumes').flatMap((volume) =>
    containersOf(spec)
      .filter((container) =>
        listAt(container, 'volumeMounts').some((mount) => textAt(mount, 'name') === textAt(volume, 'name')),
      )
      .map((container) => ({ image: textAt(volume, 'image', 'reference'), container, isVolume: true, runs: '' })),
  );
  return [...run, ...mounted].filter(({ image }) => image !== '');
}

const isRun = (found: FoundImage, { runs }: Reference): boolean =>
  runs.includes('@') ? found.digests.includes(whole(runs)) : found.configs.includes(runs);

/** An image without a digest of a registry is its configuration: another one's is another image. */
function isNamed(found: FoundImage, reference: Reference): boolean {
  const { image, runs } = reference;
  if (isRun(found, reference)) return true;
  if (runs !== '' && !runs.includes('@') && found.configs.length > 0) return false;
  return (
    [...found.names, ...found.digests, ...found.indexes].includes(whole(image)) ||
    (runs.includes('@') && found.indexes.includes(whole(runs)))
  );
}

/** Makers of pods with the image, old revisions left out. */
function users(cluster: Cluster, found: readonly FoundImage[]): PodMaker[] {
  return podMakers(cluster).filter((maker) =>
    referencesIn(maker).some((reference) => found.some((one) => isNamed(one, reference))),
  );
}

/** Undefined where the container is never shown it; else whether something stays open. */
function openness(found: FoundImage, reference: Reference, spec: Raw): 'open' | 'closed' | undefined {
  const { container, isVolume, image } = reference;
  const isEmpty = (field: string): boolean => listAt(container, field).length === 0;
  const isFile = found.place.startsWith('/');
  if (found.isHidden || (isVolume && !isFile)) return undefined;
  if (/^config\/(?:Cmd|Entrypoint)/.test(found.place) && !isEmpty('command')) return undefined;
  if (found.place.startsWith('config/Cmd') && !isEmpty('args')) return undefined;
  const user = at(container, 'securityContext', 'runAsUser') ?? at(spec, 'securityContext', 'runAsUser');
  const isRoot = user === 0 || at(container, 'securityContext', 'privileged') === true;
  const isSame = found.digests.includes(whole(image)) || isRun(found, reference);
  return isSame && (!isFile || isRoot) ? 'closed' : 'open';
}

function sights(step: StepCase): ('open' | 'closed')[] {
  const found = citedImages(step);
  return makersOf(step.cluster, step.step.from).flatMap((maker) =>
    referencesIn(maker).flatMap((reference) =>
      found.flatMap((one) => (isNamed(one, reference) ? (openness(one, reference, maker.spec) ?? []) : [])),
    ),
  );
}

function pullSecretsOf(cluster: Cluster, { object, spec }: PodMaker): string[] {
  const own = listAt(spec, 'imagePullSecrets');
  const account = cluster.find(`serviceaccount:${namespaceOf(object)}/${accountOf(spec)}`);
  const named = own.length > 0 ? own : listAt(account, 'imagePullSecrets');
  return named.map((reference) => `secret:${namespaceOf(object)}/${textAt(reference, 'name')}`);
}

/** Beside a user, or anywhere where one is pulled without a Secret; until 1.34 also from what a node holds. */
function mayRun(step: StepCase): boolean {
  const found = citedImages(step).filter(({ isHidden }) => !isHidden);
  const { version } = step.cluster;
  const isFree = version === '' || Number(version.split('.')[1]) <= 34;
  return users(step.cluster, found).some(
    (maker) =>
      isFree || namespaceOf(maker.object) === step.from.namespace || pullSecretsOf(step.cluster, maker).length === 0,
  );
}

function nodesHolding(step: StepCase): Set<string> {
  return new Set(
    users(step.cluster, citedImages(step)).flatMap(({ object, spec }) => {
      const all = nodesOf(step.cluster, positionOf(step.cluster, object));
      return all.has('*') ? ['*'] : [kindOf(object) === 'Pod' ? textAt(spec, 'nodeName') : ''];
    }),
  );
}

function seesStore(step: StepCase): boolean {
  const holding = nodesHolding(step);
  const isUnbound = nodesOf(step.cluster, step.step.from).has('*');
  return makersOf(step.cluster, step.step.from).some((maker) => {
    const node = isUnbound ? '*' : textAt(maker.spec, 'nodeName');
    const isEverywhere = isUnbound && kindOf(maker.object) === 'DaemonSet' && [...holding].some((name) => name !== '');
    const isCited = step.step.evidence.some(
      ({ object }) =>
        object === `${kindOf(maker.object).toLowerCase()}:${namespaceOf(maker.object)}/${nameOf(maker.object)}`,
    );
    const mounts = hostFolders(step.cluster, maker).some(
      ({ path, asRoot }) => asRoot && FOLDERS.some((folder) => isWithin(folder, path)),
    );
    return isRunning(maker) && (isEverywhere || (node !== '' && holding.has(node))) && isCited && mounts;
  });
}

function isRegistryCredential(step: StepCase): boolean {
  const secret = step.cluster.find(step.step.from);
  return (
    secret === undefined ||
    ['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg'].includes(textAt(secret, 'type'))
  );
}

export const images: RuleTable = {
  L6: {
    best: (step) => (sights(step).includes('closed') ? 'certain' : 'conditional'),
    relation: true,
    check: (step) => unless(sights(step).length > 0, `${step.step.from} is not shown ${step.step.to}`),
  },
  L7: {
    best: 'conditional',
    relation: true,
    check: (step) => [
      ...startsAt(step, 'pod'),
      ...unless(mayRun(step), `${step.step.from} is not given ${step.step.to}`),
    ],
  },
  L8: {
    best: 'assumed',
    relation: true,
    check: (step) =>
      unless(
        step.from.kind === 'node' ? nodesHolding(step).has(step.from.name) : seesStore(step),
        `${step.step.from} holds no ${step.step.to}`,
      ),
  },
  L9: {
    best: 'assumed',
    relation: true,
    check: (step) =>
      unless(
        isRegistryCredential(step) &&
          users(step.cluster, citedImages(step)).some((maker) =>
            pullSecretsOf(step.cluster, maker).includes(step.step.from),
          ),
        `${step.step.from} pulls no ${step.step.to}`,
      ),
  },
};
