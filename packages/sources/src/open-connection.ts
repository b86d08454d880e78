// Opens the one transport for replays and puts the list of what they may send in front of it.
import { askVersion } from './cluster/handshake.ts';
import { Credentials } from './cluster/credentials/credentials.ts';
import { findTarget } from './cluster/kubeconfig/target.ts';
import { replayNotice } from './cluster/notices.ts';
import { RequestFailure } from './cluster/transport/failure.ts';
import { ANSWER_OF_BINDING, ANSWER_WITHOUT_OBJECT, mayBeReplayed } from './cluster/transport/outgoing.ts';
import type { Question } from './cluster/transport/question.ts';
import { Transport } from './cluster/transport/transport.ts';
import type { ClusterConnection, ConnectionSettings, Replied } from './cluster-connection.ts';

/** `includeObject` leaves the object out of a Table. Fields that a server does not know are no reason to refuse. */
const DRY_RUN = 'dryRun=All&includeObject=None&fieldManager=watertight&fieldValidation=Ignore';
const JSON_TYPE = 'application/json';
const ACCEPTED = 300;

/** See `connectCluster`. */
export async function openConnection(settings: ConnectionSettings): Promise<ClusterConnection> {
  const target = findTarget(settings, settings.surroundings);
  settings.onNotice(replayNotice(target));
  const transport = new Transport(target, new Credentials(target, settings.surroundings.env), settings);
  const ask = async (question: Question): Promise<Replied> => {
    if (!mayBeReplayed(question)) throw new Error('a request that is not on the list of what a replay may send');
    try {
      return await transport.askJson(question);
    } catch (error) {
      if (error instanceof RequestFailure) return { silence: error.reason };
      throw error;
    }
  };
  const close = async (): Promise<void> => await transport.close();
  try {
    return {
      context: target.context,
      server: target.server.href.replace(/\/$/, ''),
      user: target.userName,
      version: await askVersion(transport, target),
      mayImpersonate: target.user.impersonate === undefined,
      review: async (path, body, as) => await ask({ path, accept: JSON_TYPE, review: body, ...(as && { as }) }),
      tryOut: async (path, dryRun, as) => {
        const accept = path.endsWith('/binding') ? ANSWER_OF_BINDING : ANSWER_WITHOUT_OBJECT;
        const apply = dryRun.contentType === APPLY ? '&force=true' : '';
        const answer = await ask({ path: `${path}?${DRY_RUN}${apply}`, accept, dryRun, ...(as && { as }) });
        const isAccepted = 'status' in answer && answer.status < ACCEPTED;
        return isAccepted ? { status: answer.status, value: undefined } : answer;
      },
      read: async (path) => await ask({ path, accept: JSON_TYPE }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Server-side apply. https://kubernetes.io/docs/reference/using-api/server-side-apply/ */
const APPLY = 'application/apply-patch+yaml';
