// Ranked paths, each one sentence and its proof.
import type { PathsResult } from '@watertight/engine';
import { worstPathFirst } from '../input/rank.ts';
import { count } from '../text/phrase.ts';
import { claim } from '../text/sentence.ts';
import { visible } from '../text/visible.ts';
import { coverageLines } from './coverage.ts';
import { pathSteps } from './path-steps.ts';
import { hanging, nextCommands, shown, type View } from './view.ts';

const PATHS = 20;

export function* pathsTable(result: PathsResult, show: View): Iterable<string> {
  const paths = result.paths.toSorted(worstPathFirst);
  const listed = shown(paths, PATHS, show);
  yield paths.length === 0 ? show.paint.good('No path.') : `${count(paths.length, 'path')}, worst first`;
  for (const path of listed) {
    const label = `  ${path.severity.padEnd('critical'.length)}  `;
    yield '';
    yield* hanging(
      label,
      `${claim(path)} · ${path.certainty}, ${count(path.hops, 'step')} · ${visible(path.id)}`,
      show,
      (text) => show.paint.severity(path.severity, text),
    );
    yield* pathSteps(path, show);
  }
  if (paths.length > listed.length)
    yield show.paint.faint(`  and ${paths.length - listed.length} more; -o wide shows them`);
  if (result.truncated === true) yield show.paint.faint('  the list was cut; --max-paths sets how long it may be');
  yield* coverageLines(result.coverage, show);
  yield* nextCommands(paths[0] === undefined ? [] : [['explain', paths[0].id]], show);
}
