// What is asked of a fix of the network, and what it gives.
import type { Cni } from '../reach/reading.ts';
import type { NamespacePolicies } from './draft.ts';
import type { EdgeList } from './edge-list.ts';
import type { Gate } from './gate.ts';
import type { Need, UnknownNeed } from './need.ts';
import type { NeedAnswer } from './need-verdict.ts';
import type { ObservedFlow } from './observed-flow.ts';
import type { StrictMtls } from './strict-mtls.ts';

export interface FixSettings {
  /** Absent: every namespace in which pods run, but those of the cluster itself. */
  readonly namespaces?: readonly string[];
  /** Whose reading of the specification counts; absent: of the plugin that is found, else all. */
  readonly cni?: Cni;
  /** Policies that are there are taken away at the end: what they let through beyond need is closed. */
  readonly replace?: boolean;
  /** Flows that were seen: needs as good as declared ones. */
  readonly observed?: readonly ObservedFlow[];
  /** What is declared and leads to nothing in the input is said, and fails no gate. */
  readonly acceptUnknown?: boolean;
}

/** A need, and what becomes of it. */
export interface JudgedNeed {
  readonly need: Need;
  readonly before: NeedAnswer;
  readonly after: NeedAnswer;
}

export interface NamespaceFix {
  readonly namespace: string;
  /** Whose reading of policies it is made for. */
  readonly cni: Cni;
  /** No gate failed. */
  readonly ready: boolean;
  readonly gates: readonly Gate[];
  readonly needs: readonly JudgedNeed[];
  /** Declared, and refused today: no policy opens them. */
  readonly refused: readonly JudgedNeed[];
  readonly unknown: readonly UnknownNeed[];
  readonly policies: NamespacePolicies;
  /** Ids of older policies that go last. */
  readonly retired: readonly string[];
  /** From PERMISSIVE to STRICT; absent where no pod of the mesh takes clear text. */
  readonly mtls?: StrictMtls;
  /** Attack edges that are gone, and those beyond need that are left; first those to the outside. */
  readonly closed: readonly EdgeList[];
  readonly left: readonly EdgeList[];
}

export interface NetworkFixes {
  readonly enforcer: string;
  readonly namespaces: readonly NamespaceFix[];
  /** Namespaces with pods that got no policies since nobody named them. */
  readonly leftOut: readonly string[];
  /** Workloads on the network of their hosts, of what was asked for: no policy holds for them. */
  readonly onHost: readonly string[];
}
