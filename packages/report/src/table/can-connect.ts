// One block an answer: allowed, refused or open, the request, and what decides it.
import type { CanConnectResult, ConnectMeshAnswer, ConnectReason, ConnectTransitAnswer } from '@watertight/engine';
import { visible } from '../text/visible.ts';
import { hanging, type View } from './view.ts';

type Answer = CanConnectResult['answers'] extends Iterable<infer T> ? T : never;

function placeOf({ evidence }: ConnectReason): string {
  const places = evidence.flatMap(({ file, line, object, pointer }) =>
    file === undefined || line === undefined
      ? pointer === undefined
        ? []
        : [`${object} ${pointer}`]
      : [`${file}:${line}`],
  );
  return places.length === 0 ? '' : ` (${places.join(', ')})`;
}

function answerLines(answer: Answer, show: View): string[] {
  const { good, bad, warn } = show.paint;
  if ('line' in answer) return hanging('error      ', `line ${answer.line}: ${visible(answer.error)}`, show, warn);
  const { from, to, port, protocol } = answer.request;
  const asked = visible(`${from} → ${to} ${port}/${protocol}`);
  if ('error' in answer) return hanging('error      ', `${asked}: ${visible(answer.error)}`, show, warn);
  // Reach is what an attacker wants: a connection that is allowed is not the good news.
  const paint = { allow: bad, deny: good, undefined: warn }[answer.verdict];
  const reasons = answer.because.flatMap((reason) => hanging('  ', visible(`${reason.text}${placeOf(reason)}`), show));
  return [
    ...hanging(answer.verdict.padEnd(11), asked, show, paint),
    ...reasons,
    ...transitLines(answer.transit, show),
    ...meshLines(answer.mesh, show),
  ];
}

/** How it is encrypted, then why. */
function transitLines(transit: ConnectTransitAnswer | undefined, show: View): string[] {
  if (transit === undefined) return [];
  const { good, bad, warn } = show.paint;
  const paint = { mtls: good, tls: good, 'link-encrypted': good, refused: good, plain: bad, unknown: warn }[
    transit.state
  ];
  const basis = transit.basis.flatMap((reason) => hanging('    ', visible(`${reason.text}${placeOf(reason)}`), show));
  return [...hanging('  transit: ', transit.state, show, paint), ...basis];
}

/** Whom the mesh takes is what an attacker wants, too. */
function meshLines(mesh: ConnectMeshAnswer | undefined, show: View): string[] {
  if (mesh === undefined) return [];
  const { good, bad, warn } = show.paint;
  const paint = { admitted: bad, refused: good, undefined: warn }[mesh.verdict];
  const basis = mesh.basis.flatMap((reason) => hanging('    ', visible(`${reason.text}${placeOf(reason)}`), show));
  return [...hanging('  mesh: ', mesh.verdict, show, paint), ...basis];
}

export function* canConnectTable(result: CanConnectResult, show: View): Iterable<string> {
  for (const answer of result.answers) yield* answerLines(answer, show);
}
