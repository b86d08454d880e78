// Waits for a condition of the outside, with a limit and a reason.
import { setTimeout as sleep } from 'node:timers/promises';

const STEP_MS = 50;
/** Far more than a start takes, even on a busy machine; reaching it is a failure, not slowness. */
const LIMIT_MS = 180_000;

/** Asks every 50 ms until the answer is something; throws after three minutes, naming `what`. */
export async function waitUntil<T>(what: string, ask: () => Promise<T | false | null | undefined>): Promise<T> {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end;) {
    // oxlint-disable-next-line no-await-in-loop -- one question at a time
    const answer = await ask();
    if (answer !== false && answer !== null && answer !== undefined) return answer;
    // oxlint-disable-next-line no-await-in-loop
    await sleep(STEP_MS);
  }
  throw new Error(`after ${LIMIT_MS / 1000} seconds, still waiting: ${what}`);
}
