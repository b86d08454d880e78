// The shapes of CONTRACT.md: what every report, test and other program sees. Fields are added, never changed.
import type { Accepted, Marks } from './accepted.ts';
import type { NetworkReach } from './network-reach.ts';

export type * from './accepted.ts';
export type * from './can.ts';
export type * from './network-reach.ts';

export const SCHEMA = 'watertight/v1';

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';
/** A path is as certain as its weakest step. `unknown` is never a reader's certainty. */
export type Certainty = 'certain' | 'conditional' | 'assumed';

/** Lines and columns are 1-based, columns in UTF-16 units, ends exclusive. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Evidence {
  /** Object id: `role:NS/NAME`, `clusterrolebinding:NAME`, … */
  readonly object: string;
  /** RFC 6901, from the object's root. */
  readonly pointer?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface Condition {
  readonly text: string;
  /** What would settle it: an input to give, a setting to read. */
  readonly settledBy: string;
}

export interface ApiRequest {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Query parameters that matter to the answer, for example `dryRun=All`. */
  readonly query?: string;
}

/** A request, and the position whose rights it is made with: a role's id for a role that a step before gained. */
export interface CallerRequest {
  readonly as: string;
  readonly request: ApiRequest;
}

export interface Step {
  readonly id: string;
  /** Ids of the steps that must hold first. */
  readonly needs: readonly string[];
  readonly technique: string;
  readonly from: string;
  readonly to: string;
  readonly request?: ApiRequest;
  /** All that the step asks of the API server, where that is more than `request` of `from`. */
  readonly requests?: readonly CallerRequest[];
  readonly because: string;
  readonly certainty: Certainty;
  readonly conditions: readonly Condition[];
  readonly evidence: readonly Evidence[];
}

export interface Path extends Marks {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly certainty: Certainty;
  readonly severity: Severity;
  readonly hops: number;
  /** In topological order. */
  readonly steps: readonly Step[];
}

export interface Asset extends Marks {
  readonly id: string;
  readonly inInput: boolean;
  readonly keys: readonly { readonly name: string; readonly length: number }[];
  /** True when the cluster was not asked for keys: `keys` is then empty, whatever there is. */
  readonly keysUnknown?: true;
  readonly severity: Severity;
  readonly exposed: boolean;
  readonly readers: { readonly total: number; readonly expected: number; readonly declared: number };
  /** Where the asset's own object stands in the input. */
  readonly location?: Location;
}

export interface Fix {
  readonly summary: string;
  readonly patch?: { readonly type: 'json' | 'merge' | 'text'; readonly target: string; readonly body: unknown };
  readonly commands?: readonly string[];
}

export interface Finding extends Marks {
  readonly fingerprint: string;
  readonly check: string;
  readonly severity: Severity;
  readonly result: 'fail' | 'unknown';
  readonly object: string;
  readonly location?: Location;
  readonly message: string;
  readonly fix: Fix;
  /** Standard → item ids, for example `{ cis: ['5.1.2'] }`. */
  readonly maps: Readonly<Record<string, readonly string[]>>;
}

export interface Coverage {
  readonly source: string;
  readonly what: string;
  readonly state: 'read' | 'partial' | 'not-read';
  readonly reason?: string;
  readonly object?: string;
  readonly file?: string;
  readonly line?: number;
}

export interface ScanResult {
  readonly schema: typeof SCHEMA;
  readonly kind: 'scan';
  readonly summary: {
    readonly assets: number;
    readonly exposed: number;
    /** Number of (position, asset) pairs that are neither expected nor declared. */
    readonly paths: number;
    readonly findings: Readonly<Record<Severity, number>>;
  };
  readonly coverage: readonly Coverage[];
  readonly assets: readonly Asset[];
  readonly paths: readonly Path[];
  readonly findings: readonly Finding[];
  /** True when `paths` holds only the worst of them (`--max-paths`). */
  readonly truncated?: boolean;
  /** Change that breaks most paths first. */
  readonly cuts?: readonly Cut[];
  /** What does not count; absent without suppressions and baseline. */
  readonly accepted?: Accepted;
}

/** One change and how many (position, asset) pairs it ends. */
export interface Cut {
  readonly object: string;
  readonly pointer?: string;
  readonly summary: string;
  readonly breaks: number;
}

export interface Reader {
  readonly id: string;
  readonly certainty: Certainty;
  readonly hops: number;
  readonly expected: boolean;
  readonly declared: boolean;
  readonly path: Path;
}

export interface Unknown {
  readonly reason: string;
  /** The input that is missing; giving it changes the answer. */
  readonly missing: string;
}

export interface AssetReaders {
  readonly asset: string;
  readonly inInput: boolean;
  readonly readers: readonly Reader[];
  readonly unknown: readonly Unknown[];
  readonly truncated?: boolean;
  /** Changes that end most undeclared readers, each counted by running the engine with it made; of assets asked for by name. */
  readonly cuts?: readonly Cut[];
}

export interface WhoCanReadResult {
  readonly schema: typeof SCHEMA;
  readonly kind: 'who-can-read';
  readonly assets: readonly AssetReaders[];
  readonly coverage: readonly Coverage[];
}

export interface Reached {
  readonly id: string;
  readonly certainty: Certainty;
  readonly hops: number;
  readonly path: Path;
}

export interface ReachResult {
  readonly schema: typeof SCHEMA;
  readonly kind: 'reach';
  readonly position: string;
  readonly positions: readonly Reached[];
  readonly assets: readonly Reached[];
  /** Where the network was asked for. */
  readonly network?: NetworkReach;
  readonly unknown: readonly Unknown[];
  readonly coverage: readonly Coverage[];
}

export interface PathsResult {
  readonly schema: typeof SCHEMA;
  readonly kind: 'paths';
  readonly paths: readonly Path[];
  readonly coverage: readonly Coverage[];
  readonly truncated?: boolean;
}

/** Why, how to verify by hand, how to fix: of a check, a technique or one path. */
export interface ExplainResult {
  readonly schema: typeof SCHEMA;
  readonly kind: 'explain';
  readonly subject: 'check' | 'technique' | 'path';
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly severity?: Severity;
  /** Commands or sentences, in order. */
  readonly verify: readonly string[];
  /** For a path: the exact changes proposed, best first. */
  readonly fixes: readonly Fix[];
  readonly references: readonly string[];
  readonly maps?: Readonly<Record<string, readonly string[]>>;
  readonly path?: Path;
  /** Of a check: where it fails in the input. */
  readonly findings?: readonly Finding[];
  readonly coverage?: readonly Coverage[];
}
