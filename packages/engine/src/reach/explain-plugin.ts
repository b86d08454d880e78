// What a network plugin's own policies have to do with one side of an answer, in words.
import { objectId } from '../facts/object-id.ts';
import type { Attempt } from './attempt.ts';
import type { Because } from './because.ts';
import type { Compiled } from './compile.ts';
import { policiesOf, sideAllows } from './decide.ts';
import type { PluginCause } from './plugin.ts';
import type { Reading } from './reading.ts';
import type { Sides } from './sides.ts';
import { NEXT } from './tiers.ts';
import { MAYBE, YES } from './truth.ts';

/** Policies that are cited for one side. */
const MOST_CITED = 20;

interface Context {
  readonly compiled: Compiled;
  readonly reading: Reading;
}

/** Undefined where they decide nothing, or nothing that the other policies do not say as well. */
export function explainPlugin(sides: Sides, name: string, attempt: Attempt, context: Context): Because | undefined {
  const { plugin, tiers } = context.compiled;
  const { own } = sides;
  if (plugin === undefined || own.kind === 'outside') return undefined;
  if (own.kind === 'pod' && !tiers.isEmpty && (tiers.outcomes('admin', sides, attempt) & NEXT) === 0) return undefined;
  const causes = plugin.causes(sides, attempt);
  if (causes.length === 0) return undefined;
  const truth = sideAllows(sides, attempt, context.compiled, context.reading);
  const side = `the ${sides.direction} of ${name}`;
  const deciding = causes.filter(({ effect }) => effect === EFFECTS[truth]);
  const [first] = deciding;
  if (first !== undefined) return said(`${objectId(first.object)} ${wordsOf(first, side)}`, deciding);
  if (truth === YES || own.kind !== 'pod') return undefined;
  const isolating = causes.filter(({ effect }) => effect === 'isolates');
  if (isolating.length === 0 || truth === MAYBE) return undefined;
  const besides = policiesOf(context.compiled, own.podClass, sides.direction, context.reading).map(
    ({ fact }): PluginCause => ({ object: fact, pointer: '/spec', effect: 'isolates' }),
  );
  const all = [...isolating, ...besides];
  const ids = [...new Set(all.map(({ object }) => objectId(object)))].slice(0, MOST_CITED).join(', ');
  return said(`no rule of ${ids} allows ${side}`, all);
}

const EFFECTS: readonly [PluginCause['effect'], PluginCause['effect'], PluginCause['effect']] = [
  'refuses',
  'opens',
  'allows',
];

function wordsOf({ effect, why }: PluginCause, side: string): string {
  if (effect === 'opens') return `leaves ${side} open: ${why ?? 'not all that it asks for is known'}`;
  return `${effect} ${side}`;
}

function said(text: string, causes: readonly PluginCause[]): Because {
  return { text, evidence: causes.slice(0, MOST_CITED).map(({ object, pointer }) => ({ object, pointer })) };
}
