// Writes a technique's page from the technique itself: the file is the only place where its words stand.
import type { Ask, Gain, Premise, Rule, Technique, TechniqueExample } from '../packages/engine/src/graph/rule-types.ts';
import { applyAsks } from '../packages/engine/src/graph/server-side-apply.ts';
import { bullets, fence, GENERATED, inCode, versions } from './markdown.ts';

const NAMES: Readonly<Record<Ask['names'], string>> = {
  carried: 'the request names the object; a rule without `resourceNames` or with this name allows it',
  absent: 'the request names no object; only a rule without `resourceNames` allows it',
  emptyString: 'the request names no object, and the rule lists the empty name',
  byVerb:
    'requests of `create` and `deletecollection` name no object, and only a rule without `resourceNames` allows them; those of other verbs name it',
  selector: 'the request selects one object by `fieldSelector=metadata.name`; a rule with this name allows it',
};

/** What each kind of gain is in words; a kind that is new here shows by its name until it gets some. */
const GAINS: ReadonlyMap<string, string> = new Map([
  ['secret', 'the Secret asked for'],
  ['configMap', 'the ConfigMap asked for'],
  ['claim', 'the volume claim asked for'],
  ['serviceAccount', 'the ServiceAccount asked for'],
  ['token', 'the token Secret asked for, and with it its ServiceAccount'],
  ['user', 'the user asked for'],
  ['group', 'the group asked for'],
  ['pod', 'the pod asked for'],
  ['node', 'the node asked for'],
  ['nodePods', 'the pods of the node asked for'],
  ['podOf', 'a pod of one’s own design in the namespace'],
  ['clusterRole', 'the ClusterRole, bound in the namespace'],
  ['role', 'the Role, bound in the namespace'],
  ['clusterRoleEverywhere', 'the ClusterRole, bound in the whole cluster'],
  ['anyRule', 'a role of its own with any rule it likes'],
  ['allSecrets', 'every Secret in scope'],
  ['allNodes', 'every node'],
  ['masters', '`system:masters`'],
  ['certifiedUser', 'a certificate of any user'],
  ['certifiedGroup', 'a certificate of any group'],
  ['everyPodOf', 'a pod of one’s own design in every namespace'],
  ['everyNodeRoot', 'root on every node'],
  ['volumeClaims', 'the content of claims, by the class of their volumes'],
  ['pending', 'the Secrets and accounts of pods that no node runs yet'],
  ['copies', 'the Secrets that stand inside the objects asked for'],
  ['actsAs', 'what the operator’s ServiceAccount may do'],
  ['readBy', 'the Secrets that the operator’s ServiceAccount may read'],
  ['secretsBeside', 'the Secrets of the operator’s namespace'],
  ['stores', 'the stores that the namespace may use'],
  ['missingAccount', 'a ServiceAccount that is bound and does not exist'],
]);

/** `nodeReadsSecret` as `node reads Secret`. */
function relationWords(relation: string): string {
  const words = relation.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.replaceAll(/\bsecret\b/g, 'Secret');
}

/** Gains of a whole namespace, whatever the names. */
const ANY: ReadonlyMap<string, string> = new Map([
  ['secret', 'every Secret of the namespace'],
  ['token', 'every ServiceAccount of the namespace'],
]);

function gainWords({ kind, any }: Gain): string {
  return (any === true ? ANY.get(kind) : undefined) ?? GAINS.get(kind) ?? inCode(kind);
}

function askRow(name: string, ask: Ask): string {
  const resource = `${ask.resource}${ask.subresource === undefined ? '' : `/${ask.subresource}`}`;
  const group = ask.group === '' ? 'core' : inCode(ask.group);
  const scope = ask.clusterScoped === true ? 'cluster' : 'namespace or cluster';
  const applied = applyAsks(ask)?.[1].verbs;
  const byName =
    applied === undefined
      ? ''
      : `; a free name with \`create\` and ${applied.map(inCode).join(' or ')} (${applied.length > 1 ? 'server-side apply, or a plain update' : 'server-side apply'})`;
  const query = ask.query === undefined ? '' : `; with ${inCode(ask.query)}`;
  const names = `${NAMES[ask.names]}${byName}${query}`;
  return `| ${inCode(name)} | ${ask.verbs.map(inCode).join(' or ')} | ${inCode(resource)} | ${group} | ${scope} | ${names} |`;
}

function asksTable(asks: Technique['asks']): string {
  const rows = Object.entries(asks).map(([name, ask]) => askRow(name, ask));
  if (rows.length === 0) return 'This technique asks nothing of the API server.';
  return ['| question | verb | resource | group | scope | name |', '|---|---|---|---|---|---|', ...rows].join('\n');
}

function premiseWords(premise: Premise): string {
  if ('can' in premise)
    return `someone reached may do ${inCode(premise.can)}${premise.same === true ? ' (all so marked of one object)' : ''}`;
  if ('related' in premise) return `the first of “${relationWords(premise.related)}” is reached`;
  if ('reads' in premise) return 'a key Secret is read';
  return premise.reaches === 'secrets'
    ? 'every Secret of the namespace is read'
    : `a ${inCode(premise.reaches)} is reached`;
}

/** One rule as a sentence, with its certainty and versions. */
export function ruleWords(rule: Rule): string {
  const tail = ` — ${rule.certainty}${versions(rule.since, rule.until)}`;
  if (rule.type === 'grant')
    return `One principal that may do ${rule.asks.map(inCode).join(' and ')} gains ${gainWords(rule.gains)}${tail}.`;
  if (rule.type === 'relation') {
    return `Where facts say “${relationWords(rule.relation)}”, whoever holds the first gains the second${tail}.`;
  }
  return `When ${rule.holds.map(premiseWords).join(' and ')}, together they give ${gainWords(rule.gains)}${tail}.`;
}

function example(kind: 'exposed' | 'safe', item: TechniqueExample): string {
  const version = item.kubernetesVersion === undefined ? '' : `, Kubernetes ${item.kubernetesVersion}`;
  const answer =
    kind === 'exposed'
      ? `${inCode(item.from)} reaches ${inCode(item.to)}: ${item.certainty ?? 'certain'}${version}.`
      : `${inCode(item.from)} does not reach ${inCode(item.to)} by this technique${version}.`;
  return `### ${item.name}\n\n${answer}\n\n${fence('yaml', item.manifests)}`;
}

export function techniquePage(technique: Technique): string {
  const certainties = [...new Set(technique.rules.map((rule) => rule.certainty))];
  return (
    [
      `# ${technique.id} ${technique.title}`,
      GENERATED,
      technique.why,
      `**Certainty:** ${certainties.length === 0 ? 'this entry has no rule' : certainties.join(', ')}. Conditions, where there are any, stand at each step that is shown.`,
      `## What is asked\n\n${asksTable(technique.asks)}`,
      `## Rules\n\n${technique.rules.length === 0 ? 'None: the page says why this entry gives nothing.' : bullets(technique.rules.map(ruleWords))}`,
      `## How to close it\n\n${technique.fix}`,
      `## References\n\n${bullets(technique.references)}`,
      ['## Exposed', ...technique.examples.exposed.map((item) => example('exposed', item))].join('\n\n'),
      ['## Safe', ...technique.examples.safe.map((item) => example('safe', item))].join('\n\n'),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}
