// The shapes of what `fix network` answers.
import type { ConnectReason } from './can-connect.ts';
import type { Coverage } from './contract.ts';

type FixVerdict = 'allow' | 'deny' | 'undefined';

/** A connection that has to stay, what declares it, and whether it is let through before the fix and after it. */
export interface FixNeed {
  readonly from: string;
  readonly to: string;
  readonly port: number | string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly source: string;
  readonly because: ConnectReason;
  readonly before: FixVerdict;
  readonly after: FixVerdict;
  /** Of a verdict that is no `allow`: the pair of pods that it is of, and what decides it. */
  readonly why?: string;
}

export interface FixEdge {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
  readonly before: FixVerdict;
  readonly after: FixVerdict;
}

/** All are counted; the first are named. */
export interface FixEdges {
  readonly count: number;
  readonly edges: readonly FixEdge[];
}

export interface FixGate {
  readonly gate: string;
  readonly result: 'pass' | 'fail' | 'undefined';
  readonly reasons: readonly string[];
}

/** What is applied at once, and what to look at before the next. */
export interface FixStage {
  readonly stage: string;
  /** Commands that come before what is applied. */
  readonly prepare: readonly string[];
  /** Manifests that `kubectl apply` takes. */
  readonly apply: readonly unknown[];
  /** Ids of policies that go. */
  readonly delete: readonly string[];
  readonly check: string;
  /** How it is taken back. */
  readonly undo: string;
}

export interface NamespaceFixResult {
  readonly namespace: string;
  /** False: a gate failed, and nothing of it is to be applied. */
  readonly ready: boolean;
  readonly gates: readonly FixGate[];
  readonly needs: readonly FixNeed[];
  /** Declared, and refused by the policies of today: no policy opens them. */
  readonly notOpened: readonly FixNeed[];
  /** Declared, with an end that is not in the input. */
  readonly unknown: readonly ConnectReason[];
  readonly closed: FixEdges;
  /** Beyond need, and still let through or left open. */
  readonly left: FixEdges;
  /** Mutual TLS for the pods of a mesh: ready where no need breaks. Absent where no pod of it takes clear text. */
  readonly mtls?: {
    readonly ready: boolean;
    readonly manifest: unknown;
    readonly breaks: readonly string[];
    readonly open: readonly string[];
  };
  readonly policies: readonly unknown[];
  readonly stages: readonly FixStage[];
}

export interface NetworkFixResult {
  readonly schema: 'watertight/v1';
  readonly kind: 'network-fix';
  /** Who enforces policies, if it is known. */
  readonly enforcer: string;
  readonly namespaces: readonly NamespaceFixResult[];
  /** Namespaces with pods that got no policies, since nobody named them. */
  readonly leftOut: readonly string[];
  /** Workloads of what was asked for that are on the network of their hosts: no policy holds for them. */
  readonly onHost: readonly string[];
  readonly coverage: readonly Coverage[];
}
