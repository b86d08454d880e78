// Where a rotation stands as the JSON of the contract: every step, every gate with what was observed, and what was stored again.
import { SCHEMA } from '@watertight/engine';
import { ROTATION_STATES } from '@watertight/encryption';
import type { RotationEvidence, RotationGoal, RotationStep, ServerEvidence } from '@watertight/encryption';
import type { Rewritten } from '@watertight/operate';

export interface RotationResult {
  readonly goal: RotationGoal;
  readonly evidence: RotationEvidence;
  readonly step: RotationStep;
  /** Where something was done. */
  readonly rewritten?: Rewritten;
}

/** See docs/schema/encryption-rotate.json. Holds names and digests, and no key. */
export function rotationDocument({ goal, evidence, step, rewritten }: RotationResult): object {
  const { state, verdict, gates, servers } = step;
  const now = ROTATION_STATES.findIndex(({ id }) => id === state.id);
  const status = (at: number): string => (at < now ? 'done' : at === now ? 'next' : 'then');
  return {
    schema: SCHEMA,
    kind: 'encryption-rotate',
    goal: { provider: goal.provider, keyName: goal.keyName, resource: goal.resource },
    state: state.id,
    verdict,
    changes: servers,
    servers: evidence.servers.map(serverOf),
    gates: gates.map(({ id, state: gate, observed }) => ({ id, state: gate, observed })),
    plan: ROTATION_STATES.map(({ id, action }, at) => ({ id, status: status(at), action })),
    ...(evidence.store && { store: evidence.store }),
    ...(rewritten && { rewritten }),
  };
}

function serverOf({ name, stage, fileHash, loadedHash, ready, keyIdHash }: ServerEvidence): object {
  return {
    name,
    stage,
    fileHash,
    loadedHash: loadedHash ?? null,
    ready: ready ?? null,
    ...(keyIdHash !== undefined && { keyIdHash }),
  };
}
