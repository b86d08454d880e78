// What a live API server said about paths: each path with its verdict, each step with what was asked and answered.
import type {
  ProveMethod,
  ProveOutcome,
  ProveResult,
  ReplayedPath,
  ReplayedRequest,
  ReplayedStep,
} from '@watertight/engine';
import { count, phrase, verbFor } from '../text/phrase.ts';
import { requestWords } from '../text/sentence.ts';
import { visible } from '../text/visible.ts';
import { coverageLines } from './coverage.ts';
import { hanging, nextCommands, shown, type View } from './view.ts';

const PATHS = 20;
/** What may be done about comes first. */
const ORDER: readonly ProveOutcome[] = ['confirmed', 'not-testable', 'refuted'];
const WORDS: Readonly<Record<ProveOutcome, string>> = {
  confirmed: 'confirmed',
  refuted: 'refuted',
  'not-testable': 'not testable',
};
const WIDEST = 'not testable'.length;

function painted(result: ProveOutcome, { paint: { bad, good, warn } }: View): (text: string) => string {
  return { confirmed: bad, refuted: good, 'not-testable': warn }[result];
}

const METHODS: Readonly<Record<ProveMethod, string>> = {
  'access-review': 'asked about the position',
  impersonation: 'asked as the position',
  'dry-run': 'dry run',
  'role-rules': 'by the rules of the role',
};

/** The status of a review is that of asking, so it is left out. */
function method({ how, status }: Pick<ReplayedRequest, 'how' | 'status'>): string {
  if (how === undefined) return '';
  return how === 'dry-run' && status !== undefined ? `${METHODS[how]}: ${status}` : METHODS[how];
}

function said(replayed: Pick<ReplayedRequest, 'how' | 'status' | 'reason'>): string {
  const how = method(replayed);
  return `${visible(replayed.reason)}${how === '' ? '' : ` (${how})`}`;
}

function requestLine(replayed: ReplayedRequest, show: View): string[] {
  const text = `${requestWords(replayed.request, true)} as ${phrase(replayed.as)}: ${said(replayed)}`;
  return hanging(`       ${WORDS[replayed.result].padEnd(WIDEST)}  `, text, show).map(show.paint.faint);
}

function stepLines(step: ReplayedStep, number: number, show: View): string[] {
  const what =
    step.request === undefined
      ? `${phrase(step.from)} → ${phrase(step.to)}`
      : `${requestWords(step.request, true)} as ${phrase(asked(step))}`;
  const label = `    ${number}. ${WORDS[step.result].padEnd(WIDEST)}  `;
  const text = `${visible(step.technique)} ${what}: ${said(step)}`;
  const lines = hanging(label, text, show, painted(step.result, show));
  return show.wide && step.replays.length > 1
    ? [...lines, ...step.replays.flatMap((replayed) => requestLine(replayed, show))]
    : lines;
}

/** Whose request decided. */
function asked({ from, request, replays }: ReplayedStep): string {
  return replays.find((replayed) => replayed.request === request)?.as ?? from;
}

function pathLines(path: ReplayedPath, steps: readonly ReplayedStep[], show: View): string[] {
  const claim = `${phrase(path.from)} ${verbFor(path.to)} ${phrase(path.to)} · ${path.severity} · ${visible(path.id)}`;
  return [
    '',
    ...hanging(`  ${WORDS[path.result].padEnd(WIDEST)}  `, claim, show, painted(path.result, show)),
    ...steps.flatMap((step, at) => stepLines(step, at + 1, show)),
  ];
}

function totals({ paths, summary, cluster }: ProveResult): string {
  const steps = `${summary.confirmed} confirmed, ${summary.refuted} refuted, ${summary.notTestable} not testable`;
  const number = summary.confirmed + summary.refuted + summary.notTestable;
  const version = cluster.version === '' ? 'Kubernetes' : `Kubernetes ${visible(cluster.version)}`;
  return `${count(paths.length, 'path')}, ${count(number, 'step')}: ${steps} by ${version} at ${visible(cluster.server)}`;
}

export function* proveTable(result: ProveResult, show: View): Iterable<string> {
  const bySteps = Map.groupBy(result.steps, ({ path }) => path);
  const paths = result.paths.toSorted((a, b) => ORDER.indexOf(a.result) - ORDER.indexOf(b.result));
  const listed = shown(paths, PATHS, show);
  yield* paths.length === 0 ? [show.paint.good('No path to replay.')] : hanging('', totals(result), show);
  if (result.ended !== undefined) yield* hanging('Ended early: ', visible(result.ended), show, show.paint.warn);
  for (const path of listed) yield* pathLines(path, bySteps.get(path.id) ?? [], show);
  if (paths.length > listed.length)
    yield show.paint.faint(`  and ${paths.length - listed.length} more; -o wide shows them`);
  if (result.truncated === true) yield show.paint.faint('  the worst paths only; --max-paths sets how many');
  yield* coverageLines(result.coverage, show);
  yield* nextCommands(paths[0] === undefined ? [] : [['explain', paths[0].id]], show);
}
