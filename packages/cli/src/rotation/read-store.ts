// What etcd holds of the rotated resources: which objects the new key does not store, and which some server's file does not open.
import { StoreVerifier } from '@watertight/encryption';
import type { RotationGoal, StoreEvidence, StoredVerdict } from '@watertight/encryption';
import type { EtcdSettings } from '@watertight/sources';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import type { RotatedFile } from './rotated-files.ts';

/** An object that is to be written again: its etcd key, as UTF-8, and its resource. */
export interface OldObject {
  readonly key: string;
  readonly resource: string;
}

export interface StoreRead {
  readonly evidence: StoreEvidence;
  /** The first of those that the new key does not store. */
  readonly old: readonly OldObject[];
}

/** Objects that are named in one reading; the rest is counted, and named by the next. */
const OLD_NAMED_MAX = 5000;

/** Throws a `UserError` where etcd does not answer. */
export async function readStore(
  settings: EtcdSettings,
  files: readonly RotatedFile[],
  goal: RotationGoal,
): Promise<StoreRead> {
  const { ClusterError, openEtcd } = await import('@watertight/sources');
  try {
    const store = await openEtcd(settings);
    try {
      const counting = new Counting(files, goal, settings.prefix);
      for await (const value of store.values()) if (value.isCurrent) counting.add(value);
      return counting.read(store.revision, store.isComplete);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const code = error.trouble === 'settings' ? ExitCode.usage : ExitCode.cannotRun;
    throw new UserError(error.message, error.hint, code);
  }
}

class Counting {
  readonly #goal: RotationGoal;
  readonly #resources: ReadonlySet<string>;
  /** One for each file that differs. */
  readonly #verifiers: readonly StoreVerifier[];
  readonly #old: OldObject[] = [];
  #counts = { objects: 0, old: 0, unreadable: 0 };

  constructor(files: readonly RotatedFile[], goal: RotationGoal, prefix: string) {
    this.#goal = goal;
    this.#resources = new Set(files.flatMap(({ rule }) => rule.resources));
    const different = new Map(files.map((file) => [file.hash, file.rules]));
    this.#verifiers = [...different.values()].map(
      ({ providersOf }) =>
        new StoreVerifier({ prefix, required: [], configured: [], providersOf, currentKeyId: () => undefined }),
    );
  }

  add(value: Parameters<StoreVerifier['current']>[0]): void {
    const verdicts = this.#verifiers.map((verifier) => verifier.current(value));
    const resource = verdicts[0]?.resource;
    if (resource === undefined || !this.#resources.has(resource)) return;
    this.#counts.objects++;
    if (verdicts.some(({ readable }) => readable !== true)) this.#counts.unreadable++;
    if (verdicts.some((verdict) => this.#isNew(verdict))) return;
    this.#counts.old++;
    if (this.#old.length < OLD_NAMED_MAX) this.#old.push({ key: value.key, resource });
  }

  read(revision: number, isComplete: boolean): StoreRead {
    return { evidence: { revision, isComplete, ...this.#counts }, old: this.#old };
  }

  /** A name alone proves nothing: the key must open it. */
  #isNew({ provider, keyName, readable }: StoredVerdict): boolean {
    return provider === this.#goal.provider && keyName === this.#goal.keyName && readable === true;
  }
}
