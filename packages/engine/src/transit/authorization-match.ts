// Whether a rule of an AuthorizationPolicy matches a connection: yes, no, or by what only a request shows.
import { hostBlock, inBlock, parseAddress, parseBlock } from '../facts/address.ts';
import type {
  AuthorizationCondition,
  AuthorizationRule,
  AuthorizationSource,
  IstioAuthorizationFact,
  Wanted,
} from '../facts/mesh-authorization.ts';
import { both, either, MAYBE, NO, YES } from '../reach/truth.ts';
import type { Truth } from '../reach/truth.ts';

/** What reaches the proxy that decides. */
export interface Arrival {
  readonly by: 'sidecar' | 'ztunnel' | 'waypoint';
  /** `none`: it comes without mTLS, so that nobody proved anything. `unknown`: whether it does is not known. */
  readonly identity: { readonly namespace: string; readonly account: string } | 'none' | 'unknown';
  readonly trustDomain: string;
  /** Of the client; empty where none is known. */
  readonly addresses: readonly string[];
  /** As the proxy sees it: the pod's, for a waypoint the Service's. */
  readonly port: number;
  /** What the proxy takes the bytes for; `either`: it looks at them. ztunnel sees no HTTP. */
  readonly speaks: 'http' | 'tcp' | 'either';
}

/** Ignored by a rule that refuses, so that it refuses more; fatal to one that takes, so that it takes less. */
type Lenient = 'wider' | 'narrower';

/** Conditions that ztunnel reads (`l4WhenAttributes` in istio's ambient/authorization.go). */
const OF_CONNECTION: ReadonlySet<string> = new Set([
  'source.ip',
  'source.namespace',
  'source.principal',
  'destination.ip',
  'destination.port',
]);
/** Conditions that Envoy reads of a connection, by what no object tells. */
const OF_SIDECAR = /^(?:remote\.ip|connection\.sni|experimental\.envoy\.filters\.)/;

/**
 * For bytes that are no HTTP, what asks for HTTP is left out of DENY, and takes its whole rule out of ALLOW; with HTTP, the request decides.
 * https://istio.io/latest/docs/tasks/security/authorization/authz-tcp/ and `handleRule` in istio's ambient/authorization.go, `checkError` in
 * istio's authz/model/model.go.
 */
export function ruleMatches(policy: IstioAuthorizationFact, rule: AuthorizationRule, arrival: Arrival): Truth {
  const lenient = policy.action === 'ALLOW' ? 'narrower' : 'wider';
  if (arrival.by === 'ztunnel') return new Matcher(policy, arrival, lenient).asTcp(rule);
  const matcher = new Matcher(policy, arrival, lenient);
  if (arrival.speaks === 'tcp') return matcher.asTcp(rule);
  const http = matcher.matches(rule, MAYBE);
  if (arrival.speaks === 'http') return http;
  return matcher.asTcp(rule) === http ? http : MAYBE;
}

class Matcher {
  readonly #policy: IstioAuthorizationFact;
  readonly #arrival: Arrival;
  readonly #lenient: Lenient;

  constructor(policy: IstioAuthorizationFact, arrival: Arrival, lenient: Lenient) {
    this.#policy = policy;
    this.#arrival = arrival;
    this.#lenient = lenient;
  }

  asTcp(rule: AuthorizationRule): Truth {
    if (this.#lenient === 'narrower' && this.#asksForHttp(rule)) return NO;
    return this.matches(rule, YES);
  }

  /** `http`: what a part that asks for HTTP counts as. */
  matches({ from, to, when }: AuthorizationRule, http: Truth): Truth {
    const sources = from.map((source) => this.#source(source, http));
    const operations = to.map(({ ports, http: asks }) => both(this.#ports(ports), asks === true ? http : YES));
    const conditions = when.map((condition) => this.#condition(condition, http));
    return all([anyOf(sources), anyOf(operations), ...conditions]);
  }

  #asksForHttp({ from, to, when }: AuthorizationRule): boolean {
    const isZtunnel = this.#arrival.by === 'ztunnel';
    return (
      from.some((source) => source.http === true || (isZtunnel && source.remoteIps === true)) ||
      to.some(({ http }) => http === true) ||
      when.some(({ key }) => !OF_CONNECTION.has(key) && (isZtunnel || key.startsWith('request.')))
    );
  }

  #source(source: AuthorizationSource, http: Truth): Truth {
    const { by } = this.#arrival;
    return all([
      this.#identity(source.principals, (pattern) => this.#isPrincipal(pattern)),
      this.#identity(source.namespaces, (pattern) => this.#isNamespace(pattern)),
      this.#identity(source.serviceAccounts, (name) => this.#isAccount(name)),
      this.#addresses(source.ipBlocks),
      source.remoteIps === true ? (by === 'ztunnel' ? YES : MAYBE) : YES,
      source.http === true ? http : YES,
    ]);
  }

  #condition(condition: AuthorizationCondition, http: Truth): Truth {
    const { key } = condition;
    if (key === 'source.principal') return this.#identity(condition, (pattern) => this.#isPrincipal(pattern));
    if (key === 'source.namespace') return this.#identity(condition, (pattern) => this.#isNamespace(pattern));
    if (key === 'source.ip') return this.#addresses(condition);
    if (key === 'destination.port') return this.#ports(condition);
    if (key === 'destination.ip') return MAYBE;
    if (this.#arrival.by === 'ztunnel' || key.startsWith('request.')) return http;
    // An attribute that Istio does not know takes the rule away.
    return OF_SIDECAR.test(key) ? MAYBE : NO;
  }

  /** Without mTLS nobody is anybody: no value matches, and no `not` keeps it out. */
  #identity(wanted: Wanted, is: (pattern: string) => boolean): Truth {
    const { identity } = this.#arrival;
    return matches(wanted, (pattern) => {
      if (identity === 'unknown') return MAYBE;
      return identity !== 'none' && is(pattern) ? YES : NO;
    });
  }

  /** `cluster.local` stands for the mesh's own trust domain, whatever it is called. */
  #isPrincipal(pattern: string): boolean {
    const { identity, trustDomain } = this.#arrival;
    if (typeof identity === 'string') return false;
    const rest = `/ns/${identity.namespace}/sa/${identity.account}`;
    return [trustDomain, 'cluster.local'].some((domain) => isLike(pattern, domain + rest));
  }

  #isNamespace(pattern: string): boolean {
    const { identity } = this.#arrival;
    return typeof identity !== 'string' && isLike(pattern, identity.namespace);
  }

  /** `NAMESPACE/NAME`, or a name in the policy's own namespace. */
  #isAccount(name: string): boolean {
    const { identity } = this.#arrival;
    if (typeof identity === 'string') return false;
    const whole = name.includes('/') ? name : `${this.#policy.namespace}/${name}`;
    return whole === `${identity.namespace}/${identity.account}`;
  }

  #ports(wanted: Wanted): Truth {
    return matches(wanted, (port) => (/^\d{1,5}$/.test(port) && Number(port) === this.#arrival.port ? YES : NO));
  }

  #addresses(wanted: Wanted): Truth {
    const own = this.#arrival.addresses.map(parseAddress).filter((address) => address !== undefined);
    return matches(wanted, (text) => {
      const block = parseBlock(text) ?? parseBlock(hostBlock(text));
      if (block === undefined) return NO;
      if (own.length === 0) return MAYBE;
      const inside = own.filter((address) => inBlock(block, address)).length;
      return inside === own.length ? YES : inside === 0 ? NO : MAYBE;
    });
  }
}

const all = (truths: readonly Truth[]): Truth => truths.reduce<Truth>(both, YES);

function anyOf(truths: readonly Truth[]): Truth {
  return truths.length === 0 ? YES : truths.reduce<Truth>(either, NO);
}

function matches({ values, notValues }: Wanted, test: (value: string) => Truth): Truth {
  const refused = notValues.map(test).reduce<Truth>(either, NO);
  const isFree = refused === YES ? NO : refused === NO ? YES : MAYBE;
  return both(anyOf(values.map(test)), isFree);
}

/** Exact, `PREFIX*`, `*SUFFIX`, and `*` for whatever is there. */
function isLike(pattern: string, text: string): boolean {
  if (pattern === '*') return text !== '';
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}
