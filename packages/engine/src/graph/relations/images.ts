// Which workloads see what an image holds: those whose containers run it, or mount its files.
import type { Condition } from '../../results/contract.ts';
import type { FoundImage } from '../../facts/credential.ts';
import type { CredentialHolder } from '../credentials.ts';
import { imageUsesOf } from '../image-uses.ts';
import type { ImageUse, ImageUser, NamedBy } from '../image-uses.ts';
import type { Citation } from '../rule-types.ts';
import type { World } from '../world.ts';
import { shownFact } from './credentials.ts';
import { inSpec } from './pods.ts';
import type { Grounds, Relation } from './relation.ts';

/** Of a file that is not surely read by root. */
export const FILE_MODE: Condition = {
  text: 'the file may be read by the user of the container',
  settledBy: 'the owner and mode of the file in the image',
};

/** What a reference by tag, or by an index of platforms, leaves open. */
export function namingDoubts(by: NamedBy, reference: string): readonly Condition[] {
  if (by === 'digest') return [];
  return by === 'tag'
    ? [
        {
          text: `${reference} still names the image that the credential was found in`,
          settledBy: 'imageID in the status of the pod',
        },
      ]
    : [
        {
          text: 'the node takes the image of the platform that the credential was found in',
          settledBy: `the index ${reference}`,
        },
      ];
}

/** What must hold for the container to be shown it; undefined where it never is. */
function conditionsOf({ container, isVolume }: ImageUse, shows: FoundImage['shows']): readonly Condition[] | undefined {
  if (shows === 'nothing') return undefined;
  if (shows === 'file') return container.privileged || container.runAsUser === 0 ? [] : [FILE_MODE];
  const isOverruled =
    (shows !== 'env' && container.command.length > 0) || (shows === 'args' && container.args.length > 0);
  return isVolume || isOverruled ? undefined : [];
}

interface Sight {
  readonly holder: CredentialHolder;
  readonly doubts: readonly Condition[];
}

/** How the use shows best what the asset holds. */
function sightOf(use: ImageUse): Sight | undefined {
  let best: Sight | undefined;
  for (const [shows, holder] of use.shown) {
    const conditions = conditionsOf(use, shows);
    if (conditions === undefined) continue;
    const doubts = [...conditions, ...namingDoubts(use.by, use.reference)];
    if (best === undefined || doubts.length < best.doubts.length) best = { holder, doubts };
  }
  return best;
}

/** The finding. */
export function citeImage({ image, pointer }: CredentialHolder): Citation[] {
  return image === undefined ? [] : [{ object: image.file, pointer }];
}

/** `isSure`: only where nothing is left open; else only where something is. */
function seesImage(name: string, isSure: boolean): Relation {
  const isMeant = (sight: Sight | undefined): sight is Sight =>
    sight !== undefined && (sight.doubts.length === 0) === isSure;
  return {
    name,
    pairs(nodes, emit) {
      const { world } = nodes;
      for (const asset of world.credentials.images) {
        const users = imageUsesOf(world).users(asset);
        const seeing = new Set(users.flatMap(({ use, index }) => (isMeant(sightOf(use)) ? [index] : [])));
        for (const index of seeing) emit(nodes.workload[index], nodes.credentials.node(asset));
      }
    },
    cite(world, ends): Grounds | undefined {
      for (const user of usersOf(world, ends.to)) {
        const sight = user.workload.id === ends.from ? sightOf(user.use) : undefined;
        if (isMeant(sight)) return groundsOf(user, sight);
      }
      return undefined;
    },
  };
}

function groundsOf({ workload, member, use }: ImageUser, { holder, doubts }: Sight): Grounds {
  const shown = shownFact(workload, member);
  const called = use.imageId === undefined ? '' : `, whose imageID is ${use.imageId},`;
  return {
    evidence: [inSpec(shown, use.pointer), ...citeImage(holder)],
    objects: [shown],
    namespace: member.namespace,
    detail: `container ${use.container.name} ${use.isVolume ? 'mounts' : 'runs'} ${use.reference}${called}`,
    doubts,
  };
}

export function usersOf(world: World, asset: string): readonly ImageUser[] {
  const found = world.credentials.asset(asset);
  return found === undefined ? [] : imageUsesOf(world).users(found);
}

export const workloadSeesImage = seesImage('workloadSeesImage', true);
export const workloadMaySeeImage = seesImage('workloadMaySeeImage', false);
