// What a store still holds in plain text beside its current objects, by place; no part of a value is in any field.

/** `free-page`: a page of the database that nothing refers to. `log`: the write-ahead log. `other`: any other file of a member. */
export type ResiduePlace = 'free-page' | 'log' | 'other';

/** The beginning of an object in plain text. */
export interface ResidueHit {
  readonly file: string;
  /** Byte in the file. */
  readonly offset: number;
  readonly where: ResiduePlace;
  readonly apiVersion: string;
  readonly kind: string;
  /** The etcd key, where it stands before the object. */
  readonly key?: string;
}

/** A place where the canary's bytes are. `tree`: in a page that is in use, whether by a current object or by an older one. */
export interface CanaryHit {
  readonly file: string;
  readonly offset: number;
  readonly where: ResiduePlace | 'tree';
}

export interface Residue {
  /** The first of each kind and place. */
  readonly hits: readonly ResidueHit[];
  readonly counts: readonly ResidueCount[];
  /** Absent where no canary was given. */
  readonly canary?: readonly CanaryHit[];
  /** All places where the canary is: `canary` has the first of them. */
  readonly canaryCount?: number;
}

export interface ResidueCount {
  readonly file: string;
  readonly where: ResiduePlace;
  readonly apiVersion: string;
  readonly kind: string;
  readonly count: number;
}
