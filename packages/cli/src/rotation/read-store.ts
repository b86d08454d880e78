// What etcd holds of the rotated resources: which objects the new key does not store, and which some server's file does not open.
import { createHash } from 'node:crypto';
import { StoreVerifier } from '@watertight/encryption';
import type { RotationGoal, RotationRule, StoreEvidence, StoredVerdict } from '@watertight/encryption';
import type { EtcdSettings } from '@watertight/sources';
import { toUserError } from '../shell/live-input.ts';
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
  /** For each key_id of a plugin, some objects that are stored with it. */
  readonly samples: readonly (readonly OldObject[])[];
}

/** What is new, and what is read. */
export interface Reading {
  readonly goal: RotationGoal;
  /** Of the key_id that counts as new, where the goal is a plugin's; undefined where servers do not agree on one: then nothing is new. */
  readonly keyIdHash: string | undefined;
}

/** Objects of one key_id: one may be deleted at any time. */
const SAMPLES_MAX = 3;
/** key_ids that are told apart; a store with more is not read as a whole. */
const KEY_IDS_MAX = 1000;

/** Objects that are named in one reading; the rest is counted, and named by the next. */
const OLD_NAMED_MAX = 5000;

/** Throws a `UserError` where etcd does not answer. */
export async function readStore(
  settings: EtcdSettings,
  files: readonly RotatedFile[],
  reading: Reading,
): Promise<StoreRead> {
  const { openEtcd } = await import('@watertight/sources');
  try {
    const store = await openEtcd(settings);
    try {
      const counting = new Counting(files, reading, settings.prefix);
      for await (const value of store.values()) if (value.isCurrent) counting.add(value);
      return counting.read(store.revision, store.isComplete);
    } finally {
      await store.close();
    }
  } catch (error) {
    throw await toUserError(error);
  }
}

class Counting {
  readonly #reading: Reading;
  readonly #rules: readonly RotationRule[];
  /** One for each file that differs. */
  readonly #verifiers: readonly StoreVerifier[];
  readonly #old: OldObject[] = [];
  readonly #samples = new Map<string, OldObject[]>();
  #counts = { objects: 0, old: 0, unreadable: 0 };

  constructor(files: readonly RotatedFile[], reading: Reading, prefix: string) {
    this.#reading = reading;
    const different = [...new Map(files.map((file) => [file.hash, file])).values()];
    this.#rules = different.map(({ rule }) => rule);
    this.#verifiers = different.map(
      ({ rules: { providersOf } }) =>
        new StoreVerifier({ prefix, required: [], configured: [], providersOf, currentKeyId: () => undefined }),
    );
  }

  add(value: Parameters<StoreVerifier['current']>[0]): void {
    const verdicts = this.#verifiers.map((verifier) => verifier.current(value));
    const [verdict] = verdicts;
    const resource = verdict?.resource;
    if (verdict === undefined || resource === undefined || this.#rules.every(({ covers }) => !covers(resource))) return;
    const object = { key: value.key, resource };
    this.#counts.objects++;
    this.#sample(verdict, object);
    if (!verdicts.every(isOpen)) this.#counts.unreadable++;
    if (verdicts.some((each) => this.#isNew(each))) return;
    this.#counts.old++;
    if (this.#old.length < OLD_NAMED_MAX) this.#old.push(object);
  }

  read(revision: number, isWhole: boolean): StoreRead {
    const pluginKeys = this.#samples.size;
    const isComplete = isWhole && pluginKeys <= KEY_IDS_MAX;
    return {
      evidence: { revision, isComplete, pluginKeys, ...this.#counts },
      old: this.#old,
      samples: [...this.#samples.values()],
    };
  }

  #sample({ provider, keyName = '', keyId }: StoredVerdict, object: OldObject): void {
    if (provider !== 'kms-v2' || keyId === undefined) return;
    const id = `${keyName}:${keyId}`;
    const known = this.#samples.get(id) ?? [];
    if (known.length === 0 && this.#samples.size > KEY_IDS_MAX) return;
    this.#samples.set(id, known);
    if (known.length < SAMPLES_MAX) known.push(object);
  }

  /** A name alone proves nothing: the key must open it. Of a plugin's value, its key_id is what its key was wrapped with. */
  #isNew({ provider, keyName, keyId, readable, stale }: StoredVerdict): boolean {
    const { goal, keyIdHash } = this.#reading;
    if (provider !== goal.provider || keyName !== goal.keyName) return false;
    if (provider !== 'kms-v2') return readable === true;
    return readable === null && stale !== true && keyId !== undefined && keyIdHashOf(keyId) === keyIdHash;
  }
}

/** Whether a plugin opens it is asked of the servers; whether the file names that plugin is seen here. */
function isOpen({ provider, readable }: StoredVerdict): boolean {
  return readable === true || (readable === null && provider === 'kms-v2');
}

/** k8s.io/apiserver/pkg/storage/value/encrypt/envelope/metrics: getHash. */
export function keyIdHashOf(keyId: string): string {
  return `sha256:${createHash('sha256').update(keyId).digest('hex')}`;
}
