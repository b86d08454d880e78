// Who may have an image pulled that holds a credential: pods of one's own design, and holders of the registry's credential.
import type { Condition } from '../../results/contract.ts';
import { NodeKind } from '../graph.ts';
import { imageUsesOf } from '../image-uses.ts';
import type { ImageUser } from '../image-uses.ts';
import type { Nodes } from '../nodes.ts';
import { isRestricted } from '../pod-security.ts';
import type { World } from '../world.ts';
import { citeImage, FILE_MODE, namingDoubts, usersOf } from './images.ts';
import { inSpec } from './pods.ts';
import { pullSecretsOf, REGISTRY_TYPES } from './pull-secrets.ts';
import type { Emit, Ends, Grounds, Relation } from './relation.ts';

const OWN_POD = /^pod:([^/]+)\/\*$/;

/** Where pods may not run as root, and nothing but files would be shown. */
function modeDoubts(world: World, from: string, { use }: ImageUser): readonly Condition[] {
  const isOnlyFiles = [...use.shown.keys()].every((shows) => shows === 'file' || shows === 'nothing');
  return isOnlyFiles && isRestricted(world, namespaceOf(from)) ? [FILE_MODE] : [];
}

const namespaceOf = (from: string): string => OWN_POD.exec(from)?.[1] ?? '';

/** A container of one's own shows its files and settings; what is only in layers it does not. */
const isShown = ({ use }: ImageUser): boolean => [...use.shown.keys()].some((shows) => shows !== 'nothing');

const isPulledFreely = (world: World, { member }: ImageUser): boolean => pullSecretsOf(world, member).length === 0;

function groundsOf({ member, use }: ImageUser, detail: string, doubts: readonly Condition[]): Grounds {
  const [holder] = use.shown.values();
  return {
    evidence: [inSpec(member, use.pointer), ...(holder === undefined ? [] : citeImage(holder))],
    objects: [member],
    namespace: member.namespace,
    detail,
    doubts: [...doubts, ...namingDoubts(use.by, use.reference)],
  };
}

/** To every namespace that `from` names, all images that `isMeant` holds for at some user. */
function emitToAll(nodes: Nodes, emit: Emit, isMeant: (user: ImageUser) => boolean): void {
  const { world } = nodes;
  const meant = world.credentials.images.filter((asset) =>
    imageUsesOf(world)
      .users(asset)
      .some((user) => isShown(user) && isMeant(user)),
  );
  if (meant.length === 0) return;
  const hub = nodes.builder.node(NodeKind.hub, -1);
  for (const asset of meant) nodes.builder.fold(hub, nodes.credentials.node(asset));
  for (const pod of nodes.podOf) emit(pod, hub);
}

/** A pod beside others that run the image is given it as they are; one elsewhere, where no Secret is asked for. */
export const designedPodPullsImage: Relation = {
  name: 'designedPodPullsImage',
  pairs(nodes, emit) {
    const { world } = nodes;
    for (const asset of world.credentials.images)
      for (const user of imageUsesOf(world).users(asset))
        if (isShown(user)) emit(nodes.podOfNamespace(user.member.namespace), nodes.credentials.node(asset));
    emitToAll(nodes, emit, (user) => isPulledFreely(world, user));
  },
  cite(world, { from, to }) {
    const namespace = namespaceOf(from);
    const users = usersOf(world, to).filter(isShown);
    const beside = users.find(({ member }) => member.namespace === namespace);
    const { id = '' } = beside?.workload ?? {};
    if (beside !== undefined)
      return groundsOf(beside, `${id} uses ${beside.use.reference} there`, [
        {
          text: `the kubelet pulls the image for the pod as it does for ${id}`,
          settledBy: `imagePullSecrets of ${id} and of its account`,
        },
        ...modeDoubts(world, from, beside),
      ]);
    const free = users.find((user) => isPulledFreely(world, user));
    return (
      free &&
      groundsOf(free, `${free.workload.id} pulls ${free.use.reference} without a Secret`, [
        {
          text: 'the registry gives the image to anyone, or to the node itself',
          settledBy: "the registry's access rules, and credential providers of the kubelet",
        },
        ...modeDoubts(world, from, free),
      ])
    );
  },
};

/** Until 1.34, a kubelet gives an image that its node has to every pod that does not insist on pulling. */
export const designedPodTakesHeldImage: Relation = {
  name: 'designedPodTakesHeldImage',
  pairs(nodes, emit) {
    emitToAll(nodes, emit, (user) => !isPulledFreely(nodes.world, user));
  },
  cite(world, { from, to }) {
    const user = usersOf(world, to).find((candidate) => isShown(candidate) && !isPulledFreely(world, candidate));
    return (
      user &&
      groundsOf(user, `a node of ${user.workload.id} holds ${user.use.reference}`, [
        {
          text: 'the pod runs on such a node, and nothing has the kubelet ask the registry again',
          settledBy: 'the admission plugin AlwaysPullImages, and imagePullCredentialsVerificationPolicy of the kubelet',
        },
        ...modeDoubts(world, from, user),
      ])
    );
  },
};

/** Pull Secrets of the user, by id; what is known to be no registry credential is none. */
function pullSecrets(world: World, { member }: ImageUser): ReadonlyMap<string, Grounds['evidence'][number]> {
  const found = new Map<string, Grounds['evidence'][number]>();
  for (const { name, citation } of pullSecretsOf(world, member)) {
    const index = world.secrets.find(member.namespace, name);
    const fact = index === undefined ? undefined : world.secrets.items[index]?.fact;
    if (fact === undefined || REGISTRY_TYPES.has(fact.type)) found.set(`secret:${member.namespace}/${name}`, citation);
  }
  return found;
}

export const pullSecretGivesImage: Relation = {
  name: 'pullSecretGivesImage',
  pairs(nodes, emit) {
    const { world } = nodes;
    for (const asset of world.credentials.images) {
      const users = imageUsesOf(world).users(asset);
      for (const id of new Set(users.flatMap((user) => [...pullSecrets(world, user).keys()]))) {
        const [namespace = '', name = ''] = id.slice('secret:'.length).split('/');
        emit(nodes.secretNamed(namespace, name), nodes.credentials.node(asset));
      }
    }
  },
  cite(world, { from, to }: Ends) {
    for (const user of usersOf(world, to)) {
      const citation = pullSecrets(world, user).get(from);
      if (citation === undefined) continue;
      const { evidence, ...grounds } = groundsOf(user, `${user.workload.id} pulls ${user.use.reference}`, []);
      return { ...grounds, evidence: [citation, ...evidence] };
    }
    return undefined;
  },
};
