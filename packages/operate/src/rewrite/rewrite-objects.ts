// Has named objects stored again as they are, one state of one object at a time: what somebody else wrote meanwhile is never written over.
import { atOnce, fieldsOf, textOf } from '@watertight/sources';
import type { ApiServerConnection, Replied } from '@watertight/sources';
import type { ObjectName } from './object-name.ts';
import { ServedPaths } from './served-paths.ts';

export interface RefusedObject {
  readonly object: ObjectName;
  /** In words of ours: a server's message may quote the object. */
  readonly reason: string;
}

export interface Rewritten {
  /** Stored again: its resourceVersion changed, so the server would have stored it differently. */
  readonly rewritten: number;
  /** Stored as the server would store it already. */
  readonly unchanged: number;
  /** Deleted meanwhile. */
  readonly gone: number;
  readonly refused: readonly RefusedObject[];
}

type Outcome = 'rewritten' | 'unchanged' | 'gone' | { readonly reason: string };

/** Somebody who writes an object between each of our reads and writes of it does our work: etcd's bytes decide in the end. */
const CONFLICTS_MAX = 5;
const OK = 200;
const NOT_FOUND = 404;
const CONFLICT = 409;

/** Idempotent: an object that is stored as it should be is left alone by the server. Throws the signal's reason when aborted. */
export async function rewriteObjects(
  connection: ApiServerConnection,
  objects: readonly ObjectName[],
): Promise<Rewritten> {
  const paths = new ServedPaths(connection);
  const counts = { rewritten: 0, unchanged: 0, gone: 0 };
  const refused: RefusedObject[] = [];
  await atOnce(objects, async (object) => {
    const path = await paths.pathOf(object);
    const outcome = typeof path === 'string' ? await rewriteOne(connection, path) : path;
    if (typeof outcome === 'string') counts[outcome]++;
    else refused.push({ object, reason: outcome.reason });
  });
  return { ...counts, refused };
}

async function rewriteOne(connection: ApiServerConnection, path: string): Promise<Outcome> {
  for (let attempt = 0; attempt < CONFLICTS_MAX; attempt++) {
    const read = await connection.metadata(path);
    const metadata = stateOf(read);
    if (metadata === undefined) return failureOf(read);
    const written = await connection.rewrite(path, { metadata });
    const after = stateOf(written);
    if (after !== undefined) return after.resourceVersion === metadata.resourceVersion ? 'unchanged' : 'rewritten';
    const isConflict = 'status' in written && written.status === CONFLICT;
    if (!isConflict) return failureOf(written);
  }
  return { reason: `somebody else wrote it ${CONFLICTS_MAX} times meanwhile` };
}

function stateOf(answer: Replied): { readonly uid: string; readonly resourceVersion: string } | undefined {
  if ('silence' in answer || answer.status !== OK) return undefined;
  const metadata = fieldsOf(fieldsOf(answer.value)['metadata']);
  const [uid, resourceVersion] = [textOf(metadata['uid']), textOf(metadata['resourceVersion'])];
  return uid === '' || resourceVersion === '' ? undefined : { uid, resourceVersion };
}

function failureOf(answer: Replied): Outcome {
  if ('silence' in answer) return { reason: answer.silence };
  if (answer.status === NOT_FOUND) return 'gone';
  if (answer.status === OK) return { reason: 'the server says neither uid nor resourceVersion' };
  const message = textOf(fieldsOf(answer.value)['message']);
  return { reason: `${refuserIn(message)} refused it with ${answer.status}` };
}

/** Names that the API server lets be nothing else but domain names; what it quotes of the object stands behind them. */
const WEBHOOK = /^admission webhook "([a-z0-9.-]{1,253})" denied/;
const POLICY =
  /^[a-z.]{1,253} "[^"]{0,253}" is forbidden: ValidatingAdmissionPolicy '([a-z0-9.-]{1,253})' with binding '/;

function refuserIn(message: string): string {
  const [, webhook] = WEBHOOK.exec(message) ?? [];
  if (webhook !== undefined) return `admission webhook ${webhook}`;
  const [, policy] = POLICY.exec(message) ?? [];
  return policy === undefined ? 'the server' : `ValidatingAdmissionPolicy ${policy}`;
}
