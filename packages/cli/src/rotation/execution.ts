// How a rotation is to be taken: how far, how long it may wait, and where it says what it does.

export interface Execution {
  /** Drops the old keys, too, once nothing needs them. */
  readonly finish: boolean;
  /** Whether the cluster's StorageVersionMigrations store objects again, where they are served; else we do, one by one. */
  readonly usesMigrations: boolean;
  /** Milliseconds that a gate may stay closed. */
  readonly waitMs: number;
  /**
   * Milliseconds that a request may take at an API server, its `--request-timeout`: one that chose the old key before the new one was first
   * may be on its way to etcd for as long.
   */
  readonly longestRequestMs: number;
  /** Throws where another rotation has the files by now: asked before each change. */
  readonly stillHeld: () => Promise<void>;
  readonly signal: AbortSignal;
  /** One line of what is done, before it is done. */
  readonly say: (line: string) => void;
}
