// Facts about whom a mesh lets in: Istio's AuthorizationPolicies, as far as a connection tells; of HTTP only that it is asked for.
import type { ObjectFact, StringMap } from './object.ts';

/** Values of one attribute: one of the first, and none of the second. An empty list asks for nothing. */
export interface Wanted {
  readonly values: readonly string[];
  readonly notValues: readonly string[];
}

/** https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source */
export interface AuthorizationSource {
  readonly principals: Wanted;
  readonly namespaces: Wanted;
  readonly serviceAccounts: Wanted;
  readonly ipBlocks: Wanted;
  /** `remoteIpBlocks`, which come from a header or from what stands in front. */
  readonly remoteIps?: true;
  /** It asks for `requestPrincipals`. */
  readonly http?: true;
}

export interface AuthorizationOperation {
  readonly ports: Wanted;
  /** It asks for hosts, methods or paths. */
  readonly http?: true;
}

/** `key`: an attribute of https://istio.io/latest/docs/reference/config/security/conditions/. */
export interface AuthorizationCondition extends Wanted {
  readonly key: string;
}

/** One source, one operation and all conditions; a list that is empty asks for nothing. */
export interface AuthorizationRule {
  readonly from: readonly AuthorizationSource[];
  readonly to: readonly AuthorizationOperation[];
  readonly when: readonly AuthorizationCondition[];
  readonly pointer: string;
}

export interface IstioAuthorizationFact extends ObjectFact {
  readonly kind: 'istioAuthorization';
  /** As written where it is none of Istio's; `ALLOW` where nothing is. */
  readonly action: string;
  readonly selector: StringMap;
  /** Absent: it holds by its selector. */
  readonly targets?: readonly { readonly group: string; readonly kind: string; readonly name: string }[];
  /** Without any, it matches nothing. */
  readonly rules: readonly AuthorizationRule[];
  /** `istio.io/dry-run`: it is only logged. */
  readonly dryRun?: true;
}
