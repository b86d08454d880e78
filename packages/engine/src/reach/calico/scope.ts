// Selectors of Calico's policies put together over the labels of endpoints and sets, as Felix is given them.
import type { CalicoEntity, CalicoPolicyFact } from '../../facts/calico-policy.ts';
import { parseCalicoSelector } from '../../facts/calico-selector.ts';
import type { CalicoSelector } from '../../facts/calico-selector.ts';

export const NAMESPACE = 'projectcalico.org/namespace';
export const ACCOUNT = 'projectcalico.org/serviceaccount';
export const OF_NAMESPACE = 'pcns.';
export const OF_ACCOUNT = 'pcsa.';

const HAS_NAMESPACE: CalicoSelector = { is: 'has', key: NAMESPACE };
const HAS_ACCOUNT: CalicoSelector = { is: 'has', key: ACCOUNT };
/** What does not parse selects nothing; its policy is refused, and counts for what may not be there. */
const NOBODY: CalicoSelector = { is: 'not', of: { is: 'all' } };

function parsed(text: string): CalicoSelector {
  return parseCalicoSelector(text) ?? NOBODY;
}

/** The selector over the labels that endpoints take from elsewhere; `all` and `global` stand for what is given. */
function prefixed(selector: CalicoSelector, prefix: string, all: CalicoSelector): CalicoSelector {
  switch (selector.is) {
    case 'all':
      return all;
    case 'global':
      return { is: 'not', of: HAS_NAMESPACE };
    case 'not':
      return { is: 'not', of: prefixed(selector.of, prefix, all) };
    case 'and':
    case 'or':
      return { is: selector.is, of: selector.of.map((one) => prefixed(one, prefix, all)) };
    default:
      return { ...selector, key: prefix + selector.key };
  }
}

const ofNamespaces = (text: string): CalicoSelector => prefixed(parsed(text), OF_NAMESPACE, HAS_NAMESPACE);
const isIn = (namespace: string): CalicoSelector => ({ is: 'in', key: NAMESPACE, values: [namespace] });

function together(parts: readonly CalicoSelector[]): CalicoSelector {
  return parts.length === 1 ? (parts[0] as CalicoSelector) : { is: 'and', of: parts };
}

/** Endpoints that the policy selects: `networkpolicyprocessor.go` and `globalnetworkpolicyprocessor.go`. */
export function policyScope(policy: CalicoPolicyFact): CalicoSelector {
  const { namespace, selector, namespaceSelector, serviceAccountSelector } = policy;
  const where =
    namespace !== '' ? [isIn(namespace)] : namespaceSelector === '' ? [] : [ofNamespaces(namespaceSelector)];
  const who = serviceAccountSelector === '' ? [] : [prefixed(parsed(serviceAccountSelector), OF_ACCOUNT, HAS_ACCOUNT)];
  return together([...where, ...who, parsed(selector)]);
}

/**
 * Endpoints and sets that an entity names; undefined where it names none. A policy's own namespace is the limit as soon as one of the
 * selectors is given, `notSelector` among them (`GetEntityRuleSelector` in `libcalico-go/lib/backend/syncersv1/updateprocessors/rules.go`).
 */
export function entityScope(entity: CalicoEntity, namespace: string): CalicoSelector | undefined {
  const { selector = '', notSelector = '', namespaceSelector = '', accounts } = entity;
  const who = [...accountScope(accounts), ...(selector === '' ? [] : [parsed(selector)])];
  const isLimited = who.length > 0 || notSelector !== '' || namespaceSelector !== '';
  const where =
    namespaceSelector !== ''
      ? [ofNamespaces(namespaceSelector)]
      : namespace !== '' && isLimited
        ? [isIn(namespace)]
        : [];
  return where.length + who.length === 0 ? undefined : together([...where, ...who]);
}

function accountScope(accounts: CalicoEntity['accounts']): CalicoSelector[] {
  if (accounts === undefined) return [];
  const names: CalicoSelector[] =
    accounts.names.length === 0 ? [] : [{ is: 'in', key: ACCOUNT, values: accounts.names }];
  return accounts.selector === '' ? names : [prefixed(parsed(accounts.selector), OF_ACCOUNT, { is: 'all' }), ...names];
}

/** Endpoints and sets that an entity leaves out. */
export function notScope({ notSelector }: CalicoEntity): CalicoSelector | undefined {
  return notSelector === undefined ? undefined : parsed(notSelector);
}

/** Keys that a selector asks for. */
export function keysOf(selector: CalicoSelector): string[] {
  if (selector.is === 'not') return keysOf(selector.of);
  if (selector.is === 'and' || selector.is === 'or') return selector.of.flatMap(keysOf);
  return 'key' in selector ? [selector.key] : [];
}
