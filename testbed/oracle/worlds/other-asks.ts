// Questions in other forms: the words of the command line, and whether some rules cover others.
import type { Random } from '../../../bench/random.ts';
import type { Ask, CanForm, WordsForm } from './asks.ts';
import { askFor } from './aim.ts';
import { accountUser, type Caller } from './callers.ts';
import { resourceRule } from './roles.ts';
import type { RawRule } from './objects.ts';
import { GROUPS, NAMES, SERVED, type Target, VERBS } from './words.ts';

/** Callers to whom the policy of an API server gives something, in some version at least. */
const SHIPPED_CALLERS: readonly Caller[] = [
  { user: 'system:kube-scheduler' },
  { user: 'system:kube-controller-manager' },
  { user: 'system:kube-proxy' },
  { user: 'monitor', groups: ['system:monitoring'] },
  ...'generic-garbage-collector namespace-controller legacy-service-account-token-cleaner node-controller bootstrap-signer \
token-cleaner persistent-volume-binder expand-controller resourcequota-controller job-controller endpointslice-controller \
resource-claim-controller clusterrole-aggregation-controller attachdetach-controller selinux-warning-controller'
    .split(' ')
    .map((name) => ({ user: accountUser('kube-system', name) })),
];

/** A request of somebody whom the policy of an API server names. */
export function shippedAsk(random: Random): Ask {
  const target = random.pick([...SERVED, ...CLAIMED]);
  const verb = random.pick(VERBS);
  const name = /^(?:list|watch|deletecollection|create)$/.test(verb) ? '' : 's';
  const intent = { verb, target, namespace: random.pick(['kube-system', 'a']), name };
  return askFor(random.pick(SHIPPED_CALLERS), intent);
}

const CLAIMED: readonly Target[] = ['resourceclaims', 'resourceslices', 'deviceclasses', 'devicetaintrules'].map(
  (resource) => ({ group: 'resource.k8s.io', resource, subresource: '', namespaced: resource === 'resourceclaims' }),
);

/** How the command line may name a caller. */
function subjectWord(random: Random, user: string, namespace: string): string {
  const [, at, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? [];
  if (at !== undefined && name !== undefined) {
    const short = at === namespace ? [`sa/${name}`, `serviceaccount:${name}`] : [];
    return random.pick([user, `serviceaccount:${at}/${name}`, ...short]);
  }
  if (user === 'system:anonymous') return random.pick([user, 'anonymous']);
  const [, node] = /^system:node:([^:]+)$/.exec(user) ?? [];
  return node === undefined ? random.pick([user, `user:${user}`]) : random.pick([user, `node:${node}`]);
}

const SERVED_RESOURCES = new Set(SERVED.map(({ group, resource }) => `${resource}.${group}`));

/** The same request in words, where its words say the same; `undefined` where they cannot. */
export function inWords(random: Random, { ours, theirs }: Ask): Ask | undefined {
  if (!('can' in ours) || ours.can.path !== undefined || ours.can.query !== undefined) return undefined;
  const { can } = ours;
  if (!SERVED_RESOURCES.has(`${can.resource}.${can.group}`) || can.verb === '' || can.namespace === '')
    return undefined;
  const { user, groups, namespace = '' } = can;
  if (user === '' || /^(?:system:node:|\*)$/.test(user)) return undefined;
  const asGroups = groups !== undefined && groups.length > 0 ? groups : undefined;
  if (groups !== undefined && asGroups === undefined) return undefined;
  const { groups: _groups, ...question } = theirs;
  const words: WordsForm = { as: subjectWord(random, user, namespace), ...wordsOf(random, can), namespace };
  if (asGroups === undefined) return { ours: { words }, theirs: question };
  return { ours: { words: { ...words, asGroups } }, theirs: { ...question, asGroups } };
}

function wordsOf(random: Random, can: CanForm): Omit<WordsForm, 'as' | 'namespace'> {
  const { verb, group = '', resource = '', subresource = '', name = '' } = can;
  const suffix = group === '' ? '' : random.pick([`.${group}`, `.v1.${group}`]);
  return {
    verb,
    resource: `${resource}${suffix}${subresource === '' ? '' : `/${subresource}`}`,
    ...(name === '' ? {} : { name }),
    isNamespaceGiven: true,
  };
}

/** Impersonation asked for by words, with groups that change which ones are added. */
export function impersonated(random: Random, ask: Ask): Ask | undefined {
  if (!('words' in ask.ours)) return undefined;
  const groups = [
    random.pick(GROUPS),
    ...random.pick([[], [], ['system:unauthenticated'], ['system:authenticated'], ['system:masters']]),
  ];
  const { groups: _groups, ...theirs } = ask.theirs;
  return { ours: { words: { ...ask.ours.words, asGroups: groups } }, theirs: { ...theirs, asGroups: groups } };
}

function narrowed(random: Random, rule: RawRule): RawRule {
  const { resources = [], verbs = [], apiGroups = [] } = rule;
  switch (random.below(10)) {
    case 0:
      return { ...rule, resourceNames: [random.pick(NAMES), ...(rule.resourceNames ?? [])] };
    case 1:
      return { ...rule, resourceNames: [] };
    case 2:
      return { ...rule, verbs: verbs.map((verb) => (verb === '*' ? 'get' : verb)) };
    case 3:
      return { ...rule, resources: resources.map((full) => full.replace('*/', 'pods/').replace(/^\*$/, 'pods/exec')) };
    case 4:
      return { ...rule, apiGroups: apiGroups.map((group) => (group === '*' ? '' : group)) };
    case 5:
      return { ...rule, resources: [...resources, random.pick(SERVED).resource] };
    case 6:
      return { ...rule, verbs: ['*'] };
    case 7:
      return { ...rule, verbs: [...verbs, random.pick(VERBS)] };
    default:
      return rule;
  }
}

/** Rules to hold and rules to write, of which some are the held ones, narrowed or widened by one thing. */
export function coversAsk(random: Random): Ask {
  const pathRules: RawRule[] = [{ verbs: ['get'], nonResourceURLs: [random.pick(['/metrics', '/metrics/*', '*'])] }];
  const held = Array.from({ length: 1 + random.below(3) }, () => resourceRule(random));
  if (random.below(4) === 0) held.push(...pathRules);
  const wanted = Array.from({ length: 1 + random.below(2) }, () => narrowed(random, random.pick(held)));
  if (random.below(4) === 0) wanted.push(random.pick(held), random.pick(pathRules));
  if (random.below(3) === 0) held.push(...held.map((rule) => narrowed(random, rule)));
  const covers = { held, wanted };
  return { ours: { covers }, theirs: { covers } };
}
