// Where what a cluster says goes: the side of the facts that reading a cluster needs.
import type { CoverageEntry, DocumentId } from '@watertight/engine';

export interface Sink {
  /** Hands over one object; `isMetadata` where the server was asked for no more. */
  readonly add: (object: unknown, isMetadata: boolean) => DocumentId;
  /** Takes back what these gave. */
  readonly discard: (documents: readonly DocumentId[]) => void;
  /** `gitVersion` of the server; empty where it does not say. */
  readonly version: (gitVersion: string) => void;
  readonly cover: (entry: Omit<CoverageEntry, 'source'>) => void;
  /** Bytes of answers; called often. */
  readonly advance: (bytes: number) => void;
  readonly listDone: () => void;
}
