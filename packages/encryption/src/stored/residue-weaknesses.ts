// What is wrong with what a store still holds in plain text after encryption was turned on, and how to be rid of it.
import { isKindOf } from './stored-place.ts';
import type { ResourceCounts } from './tally.ts';
import { objectsOf } from './weaknesses.ts';
import type { StoredWeakness } from './weaknesses.ts';

/** How many beginnings of objects of a kind a file holds in plain text, outside of what the database serves. */
export interface PlaintextCount {
  readonly file: string;
  readonly where: 'free-page' | 'log' | 'other';
  readonly kind: string;
  readonly count: number;
}

/** One of them. */
export interface PlaintextPlace extends Omit<PlaintextCount, 'count'> {
  /** Byte in the file. */
  readonly offset: number;
  /** The etcd key, where it is known. */
  readonly key?: string;
}

export interface FixSteps {
  readonly summary: string;
  readonly commands?: readonly string[];
}

export interface ResidueWeakness extends Omit<StoredWeakness, 'fix'> {
  readonly fix: FixSteps;
}

const HOW: Readonly<Record<PlaintextCount['where'] | 'older', { readonly said: string; readonly fix: FixSteps }>> = {
  older: {
    said: 'replaced or deleted revisions that etcd still serves',
    fix: {
      summary: 'Wait for the API server’s compaction, every five minutes unless set otherwise, or compact.',
      commands: ['etcdctl compact REVISION'],
    },
  },
  'free-page': {
    said: 'free pages of the database, which stay as they are until something else is written there',
    fix: {
      summary:
        'Compact, then defragment each member, one at a time. Then take a new snapshot and delete the older ones.',
      commands: ['etcdctl defrag --endpoints=https://MEMBER:2379'],
    },
  },
  log: {
    said: 'the write-ahead log',
    fix: {
      summary:
        'Replace each member, one at a time: remove it, empty its data folder, add it again. Or wait until newer segments have pushed the file out: etcd keeps five (--max-wals).',
      commands: ['etcdctl member remove ID', 'etcdctl member add NAME --peer-urls=https://MEMBER:2380'],
    },
  },
  other: {
    said: 'another file of the member',
    fix: { summary: 'Find out what left the file there: a snapshot that was received, or a backup. Then delete it.' },
  },
};

const EXAMPLES = 10;

/**
 * Of resources that are encrypted now: where nothing is, plain text is no residue. A part of an object whose beginning was overwritten is not
 * among the counts; a canary finds it.
 */
export function residueWeaknesses(
  resources: readonly ResourceCounts[],
  counts: readonly PlaintextCount[],
  places: readonly PlaintextPlace[],
): ResidueWeakness[] {
  return resources.filter(isEncrypted).flatMap(({ resource, olderPlaintext }) => {
    const isOwn = ({ kind }: { readonly kind: string }): boolean => isKindOf(kind, resource);
    const older = olderPlaintext === 0 ? [] : [weaknessOf(resource, 'older', olderPlaintext, [])];
    const beside = (['free-page', 'log', 'other'] as const).flatMap((where) => {
      const here = counts.filter((one) => one.where === where && isOwn(one));
      const count = here.reduce((sum, one) => sum + one.count, 0);
      const first = places.filter((one) => one.where === where && isOwn(one)).map(placeText);
      return count === 0 ? [] : [weaknessOf(resource, where, count, first)];
    });
    return [...older, ...beside];
  });
}

function placeText({ file, offset, key }: PlaintextPlace): string {
  return `${key === undefined ? '' : `${key} in `}${file} at byte ${offset}`;
}

function isEncrypted({ providers }: ResourceCounts): boolean {
  return Object.keys(providers).some((provider) => provider !== 'identity' && provider !== 'malformed');
}

function weaknessOf(
  resource: string,
  where: keyof typeof HOW,
  count: number,
  first: readonly string[],
): ResidueWeakness {
  const { said, fix } = HOW[where];
  const message = `${objectsOf(count, resource)} in plain text in ${said}`;
  return {
    check: `residue-${where}`,
    severity: 'high',
    resource,
    message,
    fix,
    count,
    examples: first.slice(0, EXAMPLES),
  };
}
