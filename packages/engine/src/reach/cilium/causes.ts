// What a rule of Cilium's has to do with an answer, in words.
import type { PluginCause } from '../plugin.ts';
import { MAYBE, YES } from '../truth.ts';
import type { Truth } from '../truth.ts';
import type { CompiledCiliumRule, CompiledCiliumSpec } from './compiled-spec.ts';
import { doubtOf } from './labels.ts';

const WORDS: Readonly<Record<string, string>> = {
  rules: 'rules of layer 7 let only some requests through',
  authentication: 'the other end must prove who it is, and whether it can is not known',
  toPorts: 'an entry of `toPorts` names no ports',
};

/** Why the rule leaves an answer open; undefined where it decides. */
function whyOpen(
  spec: CompiledCiliumSpec,
  { fact, peers = [] }: CompiledCiliumRule,
  matches: Truth,
): string | undefined {
  if (!spec.isValid) return 'Cilium refuses the policy, as it stands';
  if (fact.requires === true) return '`fromRequires` and `toRequires` are not evaluated: newer versions have none';
  const [condition] = fact.conditions;
  if (condition !== undefined) return WORDS[condition] ?? `\`${condition}\` lets only some connections through`;
  if (matches !== MAYBE) return undefined;
  const unjudged = peers.find((peer) => peer.fact.unjudged !== undefined);
  if (unjudged !== undefined) return `\`${unjudged.fact.unjudged}\` is not evaluated`;
  const entity = peers.find((peer) => /^(?:kube-apiserver|cluster|host|remote-node)$/.test(peer.fact.entity ?? ''));
  if (entity !== undefined) return `who \`${entity.fact.entity}\` is cannot be told from the input`;
  const doubt = [spec.endpoints, ...peers.map(({ wants }) => wants)]
    .map((wants) => (wants === undefined ? undefined : doubtOf(wants)))
    .find((text) => text !== undefined);
  if (doubt !== undefined) return doubt;
  if (fact.ports?.some(({ port }) => typeof port === 'string') === true)
    return 'for egress, a port’s name is looked up among all pods of the cluster';
  return 'what it hangs on is not in the input';
}

export function causeOf(spec: CompiledCiliumSpec, rule: CompiledCiliumRule, matches: Truth): PluginCause {
  const why = whyOpen(spec, rule, matches);
  const decides = rule.fact.action === 'allow' ? 'allows' : 'refuses';
  return {
    object: spec.policy,
    pointer: rule.fact.pointer,
    effect: matches === YES && why === undefined ? decides : 'opens',
    ...(why !== undefined && { why }),
  };
}
