// What a technique is made of: questions to the authorizer, Horn rules over states, and one explainer.
import type { Facts } from '../facts/facts.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { ApiRequest, Certainty, Condition } from '../results/contract.ts';

/**
 * One question of verb, group, resource and name, asked once of each distinct rule.
 * `names` says what the request carries: `carried` a name (an unnamed rule allows all, a named one those it names);
 * `absent` none (only a rule without resourceNames counts); `emptyString` none, and the rule lists `""`;
 * `selector` a name derived from `fieldSelector=metadata.name=X` (only named rules count, the rest is `absent`);
 * `byVerb` what the verb's own request carries: none for `create` and `deletecollection`, else a name (of list and watch by field
 * selector). Where `create` is among the verbs, an object of a free name is also created by whoever may `create` and `patch` that name
 * (server-side apply; for roles and bindings `update` serves as well). https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export interface Ask {
  /** Any one of these verbs suffices; the first that is granted is cited. */
  readonly verbs: readonly string[];
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly names: 'carried' | 'absent' | 'emptyString' | 'selector' | 'byVerb';
  /** True for resources without a namespace: only ClusterRoleBindings grant them. */
  readonly clusterScoped?: boolean;
  /** Query parameters the request needs. */
  readonly query?: string;
  /** The request goes to this namespace only. */
  readonly onlyIn?: string;
  /** Of a rule's resourceNames, only these serve. */
  readonly accepts?: readonly string[];
  /** Of a rule's resourceNames, only those of objects that do not exist yet serve (what is to be created). */
  readonly fresh?: boolean;
  /** The request changes what is there: without an object of this resource in the namespace it gives nothing. */
  readonly existing?: boolean;
}

/**
 * What can be held or reached.
 * - `identity`: a user, group, ServiceAccount or anonymous (API requests as it)
 * - `workload`: code in the containers of a workload's pods
 * - `nodeIdentity`: API requests as the kubelet; `nodeRoot`: root on the node
 * - `podOf`: a pod of one's own design in a namespace
 * - `secret`, `configMap`, `claim`: the content of an object; `credential`: a credential in plain text
 * - `masters`: `system:masters`; `cloud`: a cloud identity; `place`: a network place
 */
export type StateKind =
  | 'identity'
  | 'workload'
  | 'nodeIdentity'
  | 'nodeRoot'
  | 'podOf'
  | 'secret'
  | 'configMap'
  | 'claim'
  | 'credential'
  | 'masters'
  | 'cloud'
  | 'place';

/** A ServiceAccount. */
export interface AccountName {
  readonly namespace: string;
  readonly name: string;
}

/**
 * What an answer gives: the objects that the last ask's scope and names choose, or something of the scope as a whole.
 * - `serviceAccount`: any account of that name, bound or not (`token`: only one that exists)
 * - `pod`: the workloads whose pods these are; `nodePods`: the workloads on these nodes
 * - `podOf`: a pod of one's own design in the namespace; `content`: what such a pod can show without being privileged
 * - `everyPodOf`: a pod of one's own design in every namespace
 * - `pending`: what pods of the namespace that no node runs yet reference: Secrets and accounts
 * - `everyNodeRoot`: root on every node; `volumeClaims`: the content of every claim whose volume is of a class (`of`)
 * - `copies`: the Secrets that stand inside these objects
 * - `credentials`: the credentials in plain text inside these objects; `nodeLogs`: those in logs that these nodes keep
 * - `actsAs`: the accounts of an operator that does what these objects say; `readBy`: the Secrets that they may read;
 *   `secretsBeside`: the Secrets of their namespaces
 * - `sent`: credentials that clients send over connections which such an object leads elsewhere (`of`, see `graph/diverted.ts`)
 * - `stores`: the stores of External Secrets that the namespace may use
 * - `namespaceSecrets`: all Secrets of the namespaces in which these pods run; `podNodes`: root on the nodes of these pods, where
 *   their namespace lets a container be privileged
 * - `servicePods`: the workloads that these Services select; `configMapCode`: those that execute what stands in these ConfigMaps
 * - `clusterRole`, `role`: the role bound in the namespace, or (`clusterRoleEverywhere`) in the whole cluster
 * - `missingAccount`: accounts that something names and the input lacks
 * - `certifiedUser`, `certifiedGroup`: what a client certificate of the cluster's signer may name (never `system:masters`)
 * - `anyRule`: a role that the principal is bound to, with any rule it likes
 */
export interface Gain {
  readonly kind:
    | 'secret'
    | 'configMap'
    | 'claim'
    | 'serviceAccount'
    | 'token'
    | 'user'
    | 'group'
    | 'pod'
    | 'node'
    | 'nodePods'
    | 'podOf'
    | 'content'
    | 'namespaceSecrets'
    | 'podNodes'
    | 'servicePods'
    | 'configMapCode'
    | 'missingAccount'
    | 'certifiedUser'
    | 'certifiedGroup'
    | 'clusterRole'
    | 'role'
    | 'clusterRoleEverywhere'
    | 'anyRule'
    | 'allSecrets'
    | 'allNodes'
    | 'everyPodOf'
    | 'everyNodeRoot'
    | 'pending'
    | 'volumeClaims'
    | 'masters'
    | 'copies'
    | 'credentials'
    | 'nodeLogs'
    | 'actsAs'
    | 'readBy'
    | 'secretsBeside'
    | 'stores'
    | 'sent';
  /** Of `copies` and `credentials`: `GROUP/RESOURCE` of what holds them; of `volumeClaims`: the class of volumes; of `sent`: by what. */
  readonly of?: string;
  /** Of `sent`: credentials that stand beside the address of a server, and belong to it by their names alone. */
  readonly beside?: true;
  /** Of a role: only one that some binding of the scope refers to already, since a binding's role cannot be changed. */
  readonly bound?: true;
  /** All objects of the scope, whatever names the ask carries: what is asked about only leads to them. */
  readonly any?: true;
  /** Of an operator: the accounts that its controllers run as, asked once of the input. */
  readonly accounts?: (facts: Facts) => readonly AccountName[];
  /** Where the operator looks for its objects: in its accounts' own namespace, or in every one. */
  readonly place?: 'own' | 'every';
}

/** Grants of one principal, all of them together, give `gains`; the last ask's scope and names choose the objects. */
export interface GrantRule {
  readonly type: 'grant';
  readonly asks: readonly string[];
  /** All asks are about one object: only names that every one of them allows count. */
  readonly sameName?: true;
  readonly gains: Gain;
  readonly certainty: Certainty;
  /** Inclusive Kubernetes minor versions in which the rule holds. */
  readonly since?: string;
  readonly until?: string;
  /** Asked once of the whole input: without it the rule does not hold (an operator that is not installed, an object that must exist). */
  readonly when?: (facts: Facts) => boolean;
}

/** A relation between objects that the graph computes from facts (`podReferences`, `nodeRuns`, …) carries a holder along. */
export interface RelationRule {
  readonly type: 'relation';
  readonly relation: string;
  readonly certainty: Certainty;
  readonly since?: string;
  readonly until?: string;
}

/** One premise of a join: an ask that some identity reached holds (`same`: all asks so marked are about one object, which chooses what is
 * given), or a state reached (`anyNode`: some node's identity), or a
 * start of a relation (`related`), whose end is then what the join gives. `secrets`: all Secrets of the namespace; `rootPodOf`: a pod of one's own design in a
 * namespace that is not restricted; `reads`: one of these Secrets. */
export type Premise =
  | { readonly can: string; readonly same?: true }
  | { readonly reaches: 'podOf' | 'rootPodOf' | 'anyNode' | 'secrets' }
  | { readonly related: string }
  | { readonly reads: (facts: Facts) => readonly AccountName[] };

/** Several things at once, held by whoever, give `gains`. Premises with a namespace share it. */
export interface JoinRule {
  readonly type: 'join';
  readonly holds: readonly Premise[];
  readonly gains: Gain;
  readonly certainty: Certainty;
  readonly since?: string;
  readonly until?: string;
  readonly when?: (facts: Facts) => boolean;
}

export type Rule = GrantRule | RelationRule | JoinRule;

/** A citation before it is located: an object and a pointer from its root. */
export interface Citation {
  readonly object: ObjectFact;
  readonly pointer?: string;
}

/** What an explainer is given about one step of a path that is shown. */
export interface StepContext {
  readonly from: string;
  readonly to: string;
  readonly rule: Rule;
  /** The request that the authorizer allowed, for grant rules; of several asks, the last one's. */
  readonly request?: ApiRequest;
  /** Namespace of the target, empty when there is none. */
  readonly namespace: string;
  /** The facts that the edge stands for: workload, node, Secret … in the order the relation names them. */
  readonly objects: readonly ObjectFact[];
  /** What a relation or a gain found, as a clause ("container web is privileged"). */
  readonly detail?: string;
  /** What that leaves open. */
  readonly doubts?: readonly Condition[];
  readonly facts: Facts;
}

export interface Explanation {
  readonly because: string;
  readonly conditions: readonly Condition[];
  /** Evidence beyond what the authorizer already cited. */
  readonly evidence?: readonly Citation[];
}

/** Manifests with a stated answer: a test and a section of the technique's page. */
export interface TechniqueExample {
  readonly name: string;
  readonly manifests: string;
  readonly from: string;
  readonly to: string;
  /** Of an exposed example; absent on a safe one, where this technique gives no step from `from` to `to`. */
  readonly certainty?: Certainty;
  readonly kubernetesVersion?: string;
  /** Ids of other techniques that the path needs besides. */
  readonly with?: readonly string[];
}

export interface Technique {
  /** The catalogue's id: `A1`, `C5`. */
  readonly id: string;
  readonly title: string;
  /** Why it works, with the Kubernetes page or source behind it. */
  readonly why: string;
  /** How to close it. */
  readonly fix: string;
  readonly references: readonly string[];
  readonly asks: Readonly<Record<string, Ask>>;
  readonly rules: readonly Rule[];
  /** More asks and rules, for kinds that only the input defines. */
  readonly fromInput?: (facts: Facts) => Pick<Technique, 'asks' | 'rules'>;
  readonly explain: (step: StepContext) => Explanation;
  readonly examples: {
    readonly exposed: readonly TechniqueExample[];
    readonly safe: readonly TechniqueExample[];
  };
}
