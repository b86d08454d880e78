// What a caller says about the cluster to read.
import type { ClusterChoice } from './cluster/kubeconfig/target.ts';
import type { Surroundings } from './cluster/kubeconfig/read-kubeconfig.ts';

export interface ClusterSettings extends ClusterChoice {
  /** `-n`: kinds of namespaces are listed in this one only. */
  readonly namespace?: string;
  /** Whether the content of Secrets is asked for; names and types are read without it. */
  readonly secretValues: boolean;
  /** What the user can do to have it asked for; coverage says so. Absent: nothing. */
  readonly secretValuesHint?: string;
  /** Milliseconds for one request and its whole answer. */
  readonly requestMs?: number;
  /** `User-Agent` of all requests. */
  readonly agent: string;
  readonly surroundings: Surroundings;
  /** One line for the user at a time; the first comes before any request. */
  readonly onNotice: (line: string) => void;
  /** For tests: objects of one page. */
  readonly pageObjects?: number;
  /** For tests: waits that many milliseconds between attempts. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}
