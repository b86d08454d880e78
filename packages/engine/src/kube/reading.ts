// What a family is given to read one object with.
import type { ObjectFact, StringMap } from '../facts/object.ts';
import { isCredential } from './credential-name.ts';
import type { FactStore } from './fact-store.ts';
import type { Identity } from './identity.ts';
import type { JsonObject } from './json.ts';
import type { Literals } from './literals.ts';
import type { PodSpecPool } from './pod-spec-pool.ts';
import type { StringPool } from './string-pool.ts';

/** One object being read. */
export interface Reading {
  readonly object: JsonObject;
  readonly identity: Identity;
  /** The object as it would be if the first of repeated keys counted; only where its text repeats some. */
  readonly earlier?: unknown;
  /** True when the source was asked for the object's metadata only, and for a Secret's type. */
  readonly isMetadata?: true;
  /** The part that every fact of this object shares. */
  readonly base: ObjectFact;
  readonly facts: FactStore;
  readonly strings: StringPool;
  readonly podSpecs: PodSpecPool;
  readonly literals: Literals;
  readonly defaultNamespace: string;
  /** Says that a part of the object was not used. The reason never holds input text that could be a secret value. */
  readonly partial: (reason: string, pointer: string) => void;
}

/** Reads one kind. False when the object cannot be used at all; `refuse` has then said why. */
export type Family = (reading: Reading) => boolean;

/** Keys under which tools keep a whole copy of an applied object, values included. */
const APPLIED_COPIES: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'kapp.k14s.io/original',
  'kapp.k14s.io/original-diff',
  'objectset.rio.cattle.io/applied',
  'banzaicloud.com/last-applied',
  'openshift.io/last-applied',
]);

export function isAppliedCopy(annotation: string): boolean {
  return APPLIED_COPIES.has(annotation);
}

export function labelsOf(reading: Reading): StringMap {
  return reading.strings.map(reading.identity.metadata.labels);
}

/** Annotations without the copies of the applied object, and without what is a credential by its name. */
export function annotationsOf(reading: Reading): StringMap {
  return reading.strings.map(
    reading.identity.metadata.annotations,
    (key, text) => isAppliedCopy(key) || isCredential(key, text),
  );
}
