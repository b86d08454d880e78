// The gates of one namespace's fix, from what the run of reach with it gave.
import type { Enforcer } from '../reach/enforcer.ts';
import { RANK } from '../reach/pairs.ts';
import type { Verdict } from '../reach/judge.ts';
import { edgeText } from './edge-list.ts';
import type { Edge, EdgeList } from './edge-list.ts';
import { gateOf, MOST_REASONS, Wanted } from './gate.ts';
import type { Gate } from './gate.ts';
import { namespaceOfEnd } from './need.ts';
import type { Need, UnknownNeed } from './need.ts';
import type { NeedAnswer } from './need-verdict.ts';
import type { Verified } from './verify.ts';

export interface GateSettings {
  readonly verified: Verified;
  readonly needs: readonly { readonly need: Need; readonly before: NeedAnswer }[];
  readonly unknown: readonly UnknownNeed[];
  readonly enforcer: Enforcer;
  readonly acceptsUnknown: boolean;
}

export function isOf({ from, to }: Need, namespace: string): boolean {
  return namespaceOfEnd(from) === namespace || namespaceOfEnd(to) === namespace;
}

export function gatesOf(namespace: string, settings: GateSettings): Gate[] {
  const { verified, unknown } = settings;
  const { pairs, pairsBeside, outside, outsideBeside } = verified;
  const missing = unknown.filter((one) => one.namespace === namespace).map(({ text }) => text);
  const edges = (gate: Gate['gate'], lists: readonly EdgeList[]): Gate =>
    ofEdges(gate, namespace, { lists, why: verified.why });
  const stages = new Wanted('allow');
  for (const { name, answers } of verified.stages)
    addLost(stages, namespace, { ...settings, answers, stage: `${name}: ` });
  return [
    enforced(settings.enforcer),
    settings.acceptsUnknown ? gateOf('known', [], missing) : gateOf('known', missing, []),
    neededGate(namespace, settings),
    verified.dns.of(namespace),
    edges('metadata', [outside.metadata]),
    edges('nothing-opened', [
      pairs.opened,
      outside.opened,
      ...(pairsBeside === undefined ? [] : [pairsBeside.opened]),
      ...(outsideBeside === undefined ? [] : [outsideBeside.opened]),
    ]),
    edges('least', [pairs.left, outside.left]),
    gateOf(
      'minimal',
      verified.spare.filter((one) => one.namespace === namespace).map(({ text }) => `${text} can be left out`),
      [],
    ),
    { ...gateOf('stages', stages.denied, []) },
  ];
}

function enforced({ enforces, text }: Enforcer): Gate {
  return gateOf('enforced', enforces === false ? [text] : [], enforces === undefined ? [text] : []);
}

function neededGate(namespace: string, settings: GateSettings): Gate {
  const wanted = new Wanted('allow');
  addLost(wanted, namespace, { ...settings, answers: settings.verified.after, stage: '' });
  return wanted.gate('needed');
}

/** What is left open before and after is said; what is less than it was is lost. */
function addLost(
  wanted: Wanted,
  namespace: string,
  {
    needs,
    answers,
    stage,
  }: Pick<GateSettings, 'needs'> & { readonly answers: readonly NeedAnswer[]; readonly stage: string },
): void {
  for (const [at, { need, before }] of needs.entries()) {
    if (!isOf(need, namespace)) continue;
    const { verdict, why = '' } = answers[at] as NeedAnswer;
    if (verdict === 'deny' || (stage === '' && verdict === 'undefined')) wanted.add(verdict, stage + why);
    else if (RANK[verdict] < RANK[before.verdict] && stage === '') wanted.add('undefined', stage + why);
  }
}

/** Edges that must not be: those that are let through fail, those that are left open are said. */
function ofEdges(
  gate: Gate['gate'],
  namespace: string,
  { lists, why }: { readonly lists: readonly EdgeList[]; readonly why: (edge: Edge) => string },
): Gate {
  const textOf = (edge: Edge): string => {
    const reason = why(edge);
    return reason === '' ? edgeText(edge) : `${edgeText(edge)}: ${reason}`;
  };
  const texts = (after: Verdict): string[] =>
    lists.flatMap((list) => {
      const named = list.named(namespace, after).slice(0, MOST_REASONS).map(textOf);
      const more = list.count(namespace, after) - named.length;
      return [...named, ...(more > 0 ? [`and ${more} more`] : [])];
    });
  return gateOf(gate, texts('allow'), texts('undefined'));
}
