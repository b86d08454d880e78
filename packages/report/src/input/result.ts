// The results that can be reported, with long lists as iterables so that they may be streamed.
import type {
  AssetReaders,
  CanConnectResult,
  CanResult,
  DetectResult,
  DiffResult,
  EncryptionLintResult,
  ExplainResult,
  PathsResult,
  ProveResult,
  ReachResult,
  ScanResult,
  WhoCanReadResult,
} from '@watertight/engine';

/** `who-can-read --all` hands its assets over one by one. */
export type WhoCanReadStream = Omit<WhoCanReadResult, 'assets'> & { readonly assets: Iterable<AssetReaders> };

export type Result =
  | ScanResult
  | WhoCanReadStream
  | ReachResult
  | PathsResult
  | CanResult
  | CanConnectResult
  | ExplainResult
  | DiffResult
  | ProveResult
  | DetectResult
  | EncryptionLintResult;
export type ResultKind = Result['kind'];
