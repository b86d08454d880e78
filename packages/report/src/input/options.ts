// What a report is told besides the result: how it may look, and the rules that it names.
import type { Severity } from '@watertight/engine';

export type Format =
  | 'table'
  | 'wide'
  | 'json'
  | 'ndjson'
  | 'sarif'
  | 'junit'
  | 'markdown'
  | 'dot'
  | 'mermaid'
  | 'opengraph';

/** A check or a technique, as far as a report explains it. */
export interface RuleInfo {
  readonly id: string;
  readonly kind: 'check' | 'technique';
  readonly title: string;
  readonly why: string;
  readonly fix?: string;
  /** A technique has none of its own: its paths carry theirs. */
  readonly severity?: Severity;
  /** Standard → item ids. */
  readonly maps?: Readonly<Record<string, readonly string[]>>;
  readonly references?: readonly string[];
}

export interface ReportOptions {
  readonly color: boolean;
  /** Columns of the terminal; `Infinity` where lines may be as long as they are. */
  readonly width: number;
  /** How the user calls it: `watertight` or `kubectl watertight`. */
  readonly program: string;
  readonly version: string;
  /** The arguments that name the input (`-f FILE`, `--context NAME`), so that the next command can be copied. */
  readonly inputs: readonly string[];
  readonly rules: readonly RuleInfo[];
  /** Folder of the published pages; a rule's page is this, `/` and its id. */
  readonly docsUrl?: string;
}

/** The rules by id; the first of two with the same id counts. */
export function rulesById(options: ReportOptions): ReadonlyMap<string, RuleInfo> {
  const byId = new Map<string, RuleInfo>();
  for (const rule of options.rules) if (!byId.has(rule.id)) byId.set(rule.id, rule);
  return byId;
}
