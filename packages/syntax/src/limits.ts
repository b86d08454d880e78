// The limits of the readers: each has a name and a unit, and what is over it becomes a problem, never a crash.

/** Limits for one YAML or JSON document. What is equal to a limit still passes. */
export interface ReadLimits {
  /** Length of the text of one document, in UTF-16 units. */
  readonly documentLength: number;
  /** Length of one line of YAML without its line break, in UTF-16 units. */
  readonly lineLength: number;
  /** Collections inside each other; `{a: [1]}` is 2 deep. */
  readonly depth: number;
  /** Nodes that all aliases and merge keys of a document stand for. */
  readonly aliasNodes: number;
}

/** The default limits. */
export const DEFAULT_LIMITS: ReadLimits = {
  documentLength: 268_435_456,
  lineLength: 16_777_216,
  depth: 512,
  aliasNodes: 1_000_000,
};

/** Limits of the scanner that cuts a JSON stream into items. What is equal to a limit still passes. */
export interface ScanLimits {
  /** Length of one item in bytes. */
  readonly itemLength: number;
  /** Collections inside each other within one item. */
  readonly depth: number;
}

/** The default limits of a scan. An object in etcd is at most 1.5 MiB by default, so 64 MiB leaves room for single large files. */
export const DEFAULT_SCAN_LIMITS: ScanLimits = { itemLength: 67_108_864, depth: 512 };
