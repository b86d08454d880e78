// The shapes of `encryption verify`: what the bytes of etcd prove. No field can hold a part of a value.
import type { Retirable, StoredVerdict, StoreSummary } from '@watertight/encryption';
import type { Coverage, Finding, SCHEMA } from './contract.ts';

export type { Retirable, StoredCounts, StoredProvider, StoredVerdict, StoreSummary } from '@watertight/encryption';

/** `free-page`: a page of the database that nothing refers to. `log`: the write-ahead log. `other`: any other file of a member. */
export type ResiduePlace = 'free-page' | 'log' | 'other';

export interface VerifyResidue {
  /** The first beginnings of objects in plain text, outside of what the database serves. */
  readonly hits: readonly {
    readonly file: string;
    /** Byte in the file. */
    readonly offset: number;
    readonly where: ResiduePlace;
    readonly apiVersion: string;
    readonly kind: string;
    /** The etcd key, where it stands before the object. */
    readonly key?: string;
  }[];
  /** All of them. */
  readonly counts: readonly {
    readonly file: string;
    readonly where: ResiduePlace;
    readonly apiVersion: string;
    readonly kind: string;
    readonly count: number;
  }[];
  /** Places of the canary; `tree`: in a page that is in use. Absent where none was given. */
  readonly canary?: readonly {
    readonly file: string;
    readonly offset: number;
    readonly where: ResiduePlace | 'tree';
  }[];
  /** All places of the canary: `canary` has the first. */
  readonly canaryCount?: number;
}

/** A weakness of how the objects of a resource are stored; `object` is the resource. */
export interface VerifyFinding extends Finding {
  /** Objects or places that have it. */
  readonly count: number;
  /** The first of them: etcd keys, or files with a byte. */
  readonly examples: readonly string[];
}

/** All but the objects, which come one by one. */
export interface VerifyResult {
  readonly schema: typeof SCHEMA;
  readonly kind: 'encryption-verify';
  /** The file, folder or endpoint that was read. */
  readonly store: string;
  /** The store's revision. */
  readonly revision: number;
  readonly summary: StoreSummary;
  readonly retirable: readonly Retirable[];
  /** Absent where there were no files to look into. */
  readonly residue?: VerifyResidue;
  readonly findings: readonly VerifyFinding[];
  readonly coverage: readonly Coverage[];
}

export type { StoredVerdict as VerifiedObject };
