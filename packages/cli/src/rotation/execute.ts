// Takes the steps of a rotation one after the other, and observes everything anew before each: nothing is remembered from one to the next.
import { rotationStep, storedPlace } from '@watertight/encryption';
import type { RotationStep } from '@watertight/encryption';
import { rewriteObjects } from '@watertight/operate';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { observeRotation } from './rotation.ts';
import type { Observed, RotationPlace } from './rotation.ts';
import type { Execution } from './execution.ts';
import { Waiting } from './waiting.ts';
import { writeStep } from './write-step.ts';

const REFUSED_SHOWN = 10;

/** The last step that was derived: `done`, or `drop` where that was not asked for. Throws a `UserError` where it cannot go on. */
export async function executeRotation(
  place: RotationPlace,
  execution: Execution,
): Promise<{ readonly step: RotationStep; readonly observed: Observed }> {
  const { finish, say } = execution;
  const waiting = new Waiting(execution);
  let writesNewSince: number | undefined;
  for (;;) {
    const askedAt = Date.now();
    const observed = await observeRotation(place);
    const step = rotationStep(observed.evidence);
    const { id } = step.state;
    if (step.verdict === 'refuse' && !waiting.isForSilent(observed.evidence)) throw refusal(step);
    waiting.reached(step);
    const isSettledWriter = step.verdict === 'go' && (id === 'rewrite' || id === 'drop');
    // Since before the look that saw every server write with the new key.
    writesNewSince = isSettledWriter ? (writesNewSince ?? askedAt) : undefined;
    if (step.verdict !== 'go') await waiting.look(step);
    else if (id === 'done' || (id === 'drop' && !finish)) return { step, observed };
    else if (id === 'drop' && askedAt - (writesNewSince ?? askedAt) < execution.longestRequestMs)
      await waiting.forRequests();
    else {
      await execution.stillHeld();
      await change(place, step, observed, say);
      waiting.restart();
    }
  }
}

async function change(
  place: RotationPlace,
  { state, servers }: RotationStep,
  observed: Observed,
  say: (line: string) => void,
): Promise<void> {
  if (state.changes === 'objects') return await rewrite(place, observed, say);
  const indexes = servers.map((name) => observed.evidence.servers.findIndex((server) => server.name === name));
  await writeStep(state.id, { files: observed.files, indexes, goal: place.goal }, say);
}

/** A round in which nothing could be written again would be the same the next time. */
async function rewrite(
  { servers, etcd }: RotationPlace,
  { old, evidence }: Observed,
  say: (line: string) => void,
): Promise<void> {
  const [connection] = servers;
  if (connection === undefined) return;
  say(`rewrite: ${old.length} of ${evidence.store?.old ?? old.length} objects`);
  const names = old.flatMap(({ key }) => storedPlace(key, etcd.prefix) ?? []);
  const { rewritten, unchanged, gone, refused } = await rewriteObjects(connection, names);
  say(`rewrite: ${rewritten} written again, ${unchanged} as they should be, ${gone} gone, ${refused.length} refused`);
  for (const { object, reason } of refused.slice(0, REFUSED_SHOWN))
    say(
      `  ${object.resource} ${object.namespace === undefined ? '' : `${object.namespace}/`}${object.name}: ${reason}`,
    );
  if (refused.length > 0 && rewritten === 0 && gone === 0)
    throw new UserError(
      `${refused.length} objects cannot be written again`,
      'See the reasons above; the old key stays. Then run the same command again.',
      ExitCode.cannotRun,
    );
}

function refusal({ state, gates }: RotationStep): UserError {
  const shut = gates.filter((gate) => gate.state !== 'open');
  const seen = shut.map((gate) => `${gate.id} ${gate.state}: ${gate.observed.join('; ')}`);
  return new UserError(
    `${state.id} is not done: ${seen.join('; ')}`,
    'Nothing more is changed. --dry-run shows every gate.',
    ExitCode.cannotRun,
  );
}
