// Counts verdicts by resource as they pass, so that any number of objects takes the memory of a few.
import type { StoredProvider } from './stored-value.ts';
import type { StoredVerdict } from './verdict.ts';

export type Weakness =
  | 'plaintext'
  | 'malformed'
  | 'unreadable'
  | 'moved'
  | 'otherKind'
  | 'stale'
  | 'unauthenticated'
  | 'movable';

/** How objects are stored; providers that none has are left out. */
export interface StoredCounts {
  readonly objects: number;
  readonly providers: Readonly<Partial<Record<StoredProvider, number>>>;
  /** Objects that the API server would write differently. */
  readonly stale: number;
  /** Objects that it cannot read. */
  readonly unreadable: number;
  /** Encrypted objects that also open under another etcd key. */
  readonly movable: number;
  /** Objects that stand under another one's etcd key. */
  readonly moved: number;
  /** Revisions that were replaced, and that compaction has not taken away. */
  readonly olderRevisions: number;
  /** Those of them that are in plain text. */
  readonly olderPlaintext: number;
}

export interface ResourceCounts extends StoredCounts {
  readonly resource: string;
}

/** Resources that are counted one by one; the rest is `others`. */
export const RESOURCES_MAX = 1000;
export const OTHERS = 'others';
const EXAMPLES = 10;

type Numbers = { -readonly [K in keyof Omit<StoredCounts, 'providers'>]: number };

export class ResourceTally {
  readonly resource: string;
  readonly #numbers: Numbers = {
    objects: 0,
    stale: 0,
    unreadable: 0,
    movable: 0,
    moved: 0,
    olderRevisions: 0,
    olderPlaintext: 0,
  };
  readonly #providers = new Map<StoredProvider, number>();
  readonly #weak = new Map<Weakness, { count: number; readonly first: string[] }>();

  constructor(resource: string) {
    this.resource = resource;
  }

  add(verdict: StoredVerdict): void {
    this.#numbers.objects++;
    if (verdict.readable === false) this.#numbers.unreadable++;
    if (verdict.stale === true) this.#numbers.stale++;
    if (verdict.moved === true) this.#numbers.moved++;
    if (isEncrypted(verdict) && verdict.movable === true) this.#numbers.movable++;
    this.#providers.set(verdict.provider, (this.#providers.get(verdict.provider) ?? 0) + 1);
    for (const weakness of weaknessesOf(verdict)) {
      const found = this.#weak.get(weakness) ?? { count: 0, first: [] };
      found.count++;
      if (found.first.length < EXAMPLES) found.first.push(verdict.key);
      this.#weak.set(weakness, found);
    }
  }

  addOlder({ provider }: StoredVerdict): void {
    this.#numbers.olderRevisions++;
    if (provider === 'identity') this.#numbers.olderPlaintext++;
  }

  /** How many objects have it, and the first of them. */
  weak(weakness: Weakness): { readonly count: number; readonly first: readonly string[] } {
    return this.#weak.get(weakness) ?? { count: 0, first: [] };
  }

  get encrypted(): number {
    const { objects } = this.#numbers;
    return objects - (this.#providers.get('identity') ?? 0) - (this.#providers.get('malformed') ?? 0);
  }

  get counts(): ResourceCounts {
    const providers = Object.fromEntries([...this.#providers].sort(([a], [b]) => (a < b ? -1 : 1)));
    return { resource: this.resource, ...this.#numbers, providers };
  }
}

function isEncrypted({ provider }: StoredVerdict): boolean {
  return provider !== 'identity' && provider !== 'malformed';
}

function weaknessesOf({ provider, readable, stale, moved, otherKind }: StoredVerdict): Weakness[] {
  const found: readonly [Weakness, boolean][] = [
    ['plaintext', provider === 'identity'],
    ['malformed', provider === 'malformed'],
    ['unreadable', readable === false],
    ['moved', moved === true],
    ['otherKind', otherKind !== undefined],
    ['stale', stale === true],
    ['unauthenticated', provider === 'aescbc'],
    ['movable', provider === 'secretbox'],
  ];
  return found.flatMap(([weakness, has]) => (has ? [weakness] : []));
}

/** The sum over all resources. */
export function summed(counts: readonly StoredCounts[]): StoredCounts {
  const sum = (key: keyof Numbers): number => counts.reduce((total, one) => total + one[key], 0);
  const providers: Partial<Record<StoredProvider, number>> = {};
  for (const one of counts) {
    for (const [name, count] of Object.entries(one.providers) as [StoredProvider, number][]) {
      providers[name] = (providers[name] ?? 0) + count;
    }
  }
  return {
    objects: sum('objects'),
    providers,
    stale: sum('stale'),
    unreadable: sum('unreadable'),
    movable: sum('movable'),
    moved: sum('moved'),
    olderRevisions: sum('olderRevisions'),
    olderPlaintext: sum('olderPlaintext'),
  };
}
