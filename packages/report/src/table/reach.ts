// Everything that one position can read or become.
import type { Connection, NetworkReach, ReachResult, Reached } from '@watertight/engine';
import type { Cell } from '../text/columns.ts';
import { count, phrase } from '../text/phrase.ts';
import { ways } from '../text/sentence.ts';
import { visible } from '../text/visible.ts';
import { coverageLines } from './coverage.ts';
import { pathSteps } from './path-steps.ts';
import { hanging, heading, nextCommands, rows, shown, titled, type View } from './view.ts';

const LISTED = 20;
const PROVED = 3;

function row(reached: Reached, show: View): Cell[] {
  return [
    { text: visible(reached.id) },
    { text: reached.certainty, paint: (text) => show.paint.certainty(reached.certainty, text) },
    { text: String(reached.hops) },
    {
      text: `${reached.path.steps.map((step) => visible(step.technique)).join(' → ')}  ${ways(reached.path)}`,
      cut: 'end',
    },
  ];
}

function section(title: string, reached: readonly Reached[], show: View): string[] {
  if (reached.length === 0) return [];
  const left = reached.length - LISTED;
  return [
    ...heading(title, show),
    ...rows(
      shown(reached, LISTED, show).map((one) => row(one, show)),
      2,
      show,
    ),
    ...(show.wide || left <= 0 ? [] : [show.paint.faint(`  and ${left} more; -o wide shows them`)]),
    ...shown(reached, PROVED, show).flatMap((one) => [
      '',
      ...rows([[{ text: phrase(one.id), paint: show.paint.strong }, { text: visible(one.path.id) }]], 2, show),
      ...pathSteps(one.path, show),
    ]),
  ];
}

function connectionRow({ from, to, port, protocol, verdict }: Connection, show: View): Cell[] {
  const paint = verdict === 'allow' ? show.paint.bad : show.paint.warn;
  return [{ text: verdict, paint }, { text: `${visible(from)} → ${visible(to)} ${visible(String(port))}/${protocol}` }];
}

/** Who enforces policies comes first: without that, an answer means little. */
function networkSection({ enforcer, connections }: NetworkReach, show: View): string[] {
  const left = connections.length - LISTED;
  return [
    ...heading('Connects', show),
    ...hanging('  ', visible(enforcer), show, show.paint.faint),
    ...rows(
      shown(connections, LISTED, show).map((one) => connectionRow(one, show)),
      2,
      show,
    ),
    ...(connections.length === 0 ? ['  no connection that was asked about is allowed'] : []),
    ...(show.wide || left <= 0 ? [] : [show.paint.faint(`  and ${left} more; -o wide shows them`)]),
  ];
}

/** Assets first: they are the reason to ask. */
export function* reachTable(result: ReachResult, show: View): Iterable<string> {
  const { bad, good } = show.paint;
  const none = result.assets.length === 0;
  const said = `reads ${none ? 'no asset' : count(result.assets.length, 'asset')}, can become ${result.positions.length === 0 ? 'no other position' : count(result.positions.length, 'other position')}`;
  yield* titled(phrase(result.position), said, show, none ? good : bad);
  yield* section('Reads', result.assets, show);
  yield* section('Becomes', result.positions, show);
  if (result.network !== undefined) yield* networkSection(result.network, show);
  if (result.unknown.length > 0) yield* heading('Not known', show);
  for (const { reason, missing } of result.unknown) {
    yield* hanging('  ? ', visible(reason), show, show.paint.warn);
    yield* hanging('    missing: ', visible(missing), show);
  }
  yield* coverageLines(result.coverage, show);
  const first = result.assets[0] ?? result.positions[0];
  yield* nextCommands(first === undefined ? [] : [['explain', first.path.id]], show);
}
