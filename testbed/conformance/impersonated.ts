// What the API server asks its authorizers for a request with Impersonate-* headers: all of one way suffices.
import type { PreparedCase } from './cases.ts';
import type { asWritten, Attributes } from './request-text.ts';
import type { Caller } from './subject.ts';

/** A question about one caller. */
export interface Ask {
  readonly caller: Caller;
  readonly attributes: Attributes;
  /** In place of what was derived from them: our own answers derive it again. */
  readonly written?: ReturnType<typeof asWritten>;
}

const MASTERS = 'system:masters';
const AUTHENTICATION = 'authentication.k8s.io';
const ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;
const NODE = /^system:node:(.+)$/;

interface Identity {
  readonly user: string;
  readonly groups: readonly string[];
  readonly uid: string | undefined;
  readonly extra: readonly (readonly [string, string])[];
}

function attributes(verb: string, group: string, resource: string, rest: object): Attributes {
  return { verb, group, resource, subresource: '', namespace: '', name: '', fieldSelector: '', ...rest };
}

/** The questions about the identity; `group` is that of users, groups and accounts, which differs between the ways. */
function identityAsks({ user, groups, uid, extra }: Identity, verb: string, group: string): Attributes[] {
  const [, namespace, account] = ACCOUNT.exec(user) ?? [];
  const who =
    account === undefined
      ? attributes(verb, group, 'users', { name: user })
      : attributes(verb, group, 'serviceaccounts', { namespace, name: account });
  return [
    who,
    ...groups.map((name) => attributes(verb, group, 'groups', { name })),
    ...(uid === undefined ? [] : [attributes(verb, AUTHENTICATION, 'uids', { name: uid })]),
    ...extra.map(([subresource, name]) => attributes(verb, AUTHENTICATION, 'userextras', { subresource, name })),
  ];
}

/** The identity as it is authorized: an account's own groups only where none are asked for. */
function impersonatedCaller({ user, groups }: Identity): Caller {
  const namespace = ACCOUNT.exec(user)?.[1];
  const own = namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  return { user, groups: [...(groups.length === 0 ? own : groups), 'system:authenticated'] };
}

/** The way of 1.36 and later for this identity, where there is one: what it is called, and what it asks about the identity. */
function limitedWay(identity: Identity): readonly [string, Attributes[], Caller] | undefined {
  const { user, groups, uid, extra } = identity;
  const isPlain = groups.length === 0 && uid === undefined && extra.length === 0;
  const node = NODE.exec(user)?.[1];
  if (node !== undefined) {
    const asks = [attributes('impersonate:arbitrary-node', AUTHENTICATION, 'nodes', { name: node })];
    return isPlain ? ['arbitrary-node', asks, { user, groups: ['system:nodes', 'system:authenticated'] }] : undefined;
  }
  const mode = ACCOUNT.test(user) ? 'serviceaccount' : 'user-info';
  if ((mode === 'serviceaccount' && !isPlain) || groups.includes(MASTERS)) return undefined;
  return [mode, identityAsks(identity, `impersonate:${mode}`, AUTHENTICATION), impersonatedCaller(identity)];
}

/**
 * The ways in which the request may be allowed, each a list of questions that must all be answered with yes. Without a user to
 * impersonate there is none. Follows kubernetes apiserver pkg/endpoints/filters/impersonation (mode.go).
 */
export function waysOf({ as = {}, caller, attributes: target }: PreparedCase, minor: number): Ask[][] {
  if (as.user === undefined) return [];
  const identity = { user: as.user, groups: as.groups ?? [], uid: as.uid, extra: Object.entries(as.extra ?? {}) };
  const ways = [[...asksBy(caller, identityAsks(identity, 'impersonate', ''))]];
  ways[0]?.push({ caller: impersonatedCaller(identity), attributes: target });
  const limited = minor >= 36 ? limitedWay(identity) : undefined;
  if (limited !== undefined) {
    const [mode, asks, becomes] = limited;
    const on = { ...target, verb: `impersonate-on:${mode}:${target.verb}` };
    ways.push([...asksBy(caller, [...asks, on]), { caller: becomes, attributes: target }]);
  }
  return ways;
}

function asksBy(caller: Caller, asks: readonly Attributes[]): Ask[] {
  return asks.map((one) => ({ caller, attributes: one }));
}
