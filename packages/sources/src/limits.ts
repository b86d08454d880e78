// The limits of reading files, each with its unit: what lies beyond one is a coverage entry, never a crash.
// The limits of one document or item are those of `@watertight/syntax`.
const MIB = 1024 * 1024;

/** Bytes read from a file at a time. */
export const CHUNK_BYTES = MIB;
/** Bytes of one YAML file: it is held whole while its documents are read. */
export const MAX_YAML_FILE_BYTES = 512 * MIB;
/** Bytes of list items without a kind that wait for the list's own `kind` behind them, in input that cannot be read twice. */
export const MAX_WAITING_BYTES = 64 * MIB;
/** Positions kept for input that cannot be read twice; beyond it only an object's own line is known. */
export const MAX_KEPT_POSITIONS = 3_000_000;
/** Bytes that `kubectl kustomize` or `helm template` may print. */
export const MAX_RENDERED_BYTES = 512 * MIB;
/** Milliseconds that `kubectl kustomize` or `helm template` may take. */
export const RENDER_TIMEOUT_MS = 60_000;
/** Coverage entries about documents and items that one file may add; the rest are counted. */
export const MAX_ENTRIES_PER_FILE = 1_000;
/** Bytes of one snapshot: it is held whole while it is read, and V8 makes no longer text. */
export const MAX_SNAPSHOT_BYTES = 512 * MIB - 64;
