// Who asks: callers that a binding's subject stands for, and callers that only look like them.
import type { Random } from '../../../bench/random.ts';
import type { RawSubject } from './objects.ts';
import { ACCOUNTS, GROUPS, NAMESPACES, NODES, USERS } from './words.ts';

/** A user name, and groups where they do not follow from it. */
export interface Caller {
  readonly user: string;
  readonly groups?: readonly string[];
}

export function accountUser(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

/** Anybody of the world's small population. */
export function anyone(random: Random): Caller {
  const account = accountUser(random.pick(NAMESPACES), random.pick(ACCOUNTS));
  switch (random.below(12)) {
    case 0:
      return { user: 'system:anonymous' };
    case 1:
      return { user: random.pick(USERS), groups: [random.pick(GROUPS)] };
    case 2:
      return { user: account, groups: [random.pick(GROUPS)] };
    case 3:
      return { user: 'nobody', groups: ['system:masters'] };
    case 4:
      return { user: 'system:masters', groups: ['system:authenticated', 'system:master'] };
    case 5:
    case 6:
      return { user: account };
    case 7:
      return { user: `system:node:${random.pick(NODES)}` };
    case 8:
      return { user: 'nobody', groups: [random.pick(USERS), 'system:authenticated'] };
    default:
      return { user: random.pick(USERS) };
  }
}

function ofGroup(random: Random, group: string): Caller {
  const [account, namespace] = /^system:serviceaccounts(?::(.+))?$/.exec(group) ?? [];
  if (account !== undefined)
    return { user: accountUser(namespace ?? random.pick(NAMESPACES), random.pick(['s', 'other'])) };
  if (group === 'system:nodes') return { user: `system:node:${random.pick(NODES)}` };
  if (group === 'system:unauthenticated') return { user: 'system:anonymous' };
  if (group === 'system:authenticated') return { user: random.pick(['w', accountUser('b', 't'), 'system:node:n1']) };
  return {
    user: random.pick(['nobody', 'nobody', 'u']),
    groups: random.pick([[group], ['x', group], [group, 'system:authenticated']]),
  };
}

/** A caller that the subject stands for. */
export function callerOf(random: Random, subject: RawSubject, bindingNamespace: string): Caller {
  if (subject.kind === 'Group') return ofGroup(random, subject.name);
  if (subject.kind === 'ServiceAccount') {
    const user = accountUser(subject.namespace ?? (bindingNamespace || 'a'), subject.name);
    return random.below(5) === 0 ? { user, groups: [] } : { user };
  }
  return random.below(4) === 0 ? { user: subject.name, groups: [] } : { user: subject.name };
}

/** A caller that the subject does not stand for, though one of its words is right. */
export function lookalikeOf(random: Random, subject: RawSubject): Caller {
  switch (random.below(5)) {
    case 0:
      return {
        user: subject.kind === 'Group' ? subject.name : 'nobody',
        groups: subject.kind === 'Group' ? [] : [subject.name],
      };
    case 1:
      return { user: accountUser(random.pick(NAMESPACES), subject.name) };
    case 2:
      return { user: subject.name.toUpperCase(), groups: [subject.name.toUpperCase()] };
    case 3:
      return { user: 'nobody', groups: [accountUser(subject.namespace ?? 'a', subject.name)] };
    default:
      return { user: subject.kind === 'ServiceAccount' ? subject.name : `${subject.name}x`, groups: [] };
  }
}
