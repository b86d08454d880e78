// The state machine of a rotation: from what was observed, where it stands, which gates count there, and what comes next.
import type { FileStage, RotationEvidence } from './evidence.ts';
import { counts, gateOf } from './gates.ts';
import type { Gate, GateId } from './gates.ts';

export type StateId = 'add' | 'mend' | 'promote' | 'rewrite' | 'drop' | 'settle' | 'done';

export interface RotationState {
  readonly id: StateId;
  /** What is done there, once its gates are open. */
  readonly action: string;
  readonly changes: 'files' | 'objects' | 'nothing';
  readonly gates: readonly GateId[];
}

const BEFORE: readonly GateId[] = ['all-servers', 'ready', 'keys-agree'];
/** Every server can read all there is. */
const CONVERGED: readonly GateId[] = [...BEFORE, 'loaded', 'readable', 'opened'];
/** And every server that writes with the new key writes with the same. */
const AGREED: readonly GateId[] = [...CONVERGED, 'key-id'];

/**
 * In order. The new key is never first before every server runs with a file that has it, and no old key goes before every server writes with
 * the new one and nothing in etcd needs another. https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#rotating-a-decryption-key
 */
export const ROTATION_STATES: readonly RotationState[] = [
  {
    id: 'add',
    action: 'add the new key behind the first in each file that lacks it',
    changes: 'files',
    gates: CONVERGED,
  },
  { id: 'promote', action: 'put the new key first in each file', changes: 'files', gates: AGREED },
  {
    id: 'rewrite',
    action: 'write every object again, so that the new key stores it',
    changes: 'objects',
    gates: AGREED,
  },
  {
    id: 'drop',
    action: 'take every other key, and identity, out of each file',
    changes: 'files',
    gates: [...AGREED, 'rewritten'],
  },
  {
    id: 'settle',
    action: 'wait until every server runs with the file that has the new key alone',
    changes: 'nothing',
    gates: [...AGREED, 'rewritten'],
  },
  {
    id: 'done',
    action: 'nothing is left to do: the new key alone writes and reads',
    changes: 'nothing',
    gates: [...AGREED, 'rewritten'],
  },
];

/**
 * A server writes with a key that another's file lacks: it comes first, and waits for no reload. Only by hand does it come to this.
 */
export const MEND_STATE: RotationState = {
  id: 'mend',
  action: 'add the new key behind the first in each file that lacks it, at once: another server writes with it',
  changes: 'files',
  gates: BEFORE,
};

export interface RotationStep {
  readonly state: RotationState;
  /** With what was observed, in the order of `state.gates`; those of plugins only where there are some. */
  readonly gates: readonly Gate[];
  /** `go`: do what the state says; `wait`: a gate is closed; `refuse`: a gate cannot be seen, or nothing that is done here opens it. */
  readonly verdict: 'go' | 'wait' | 'refuse';
  /** The servers whose files change; none where none does. */
  readonly servers: readonly string[];
}

/** Derived from evidence alone, so that a run that was killed anywhere goes on from what it left. */
export function rotationStep(evidence: RotationEvidence): RotationStep {
  const state = stateOf(evidence);
  const gates = state.gates.filter((id) => counts(id, evidence)).map((id) => gateOf(id, evidence));
  const changing = CHANGED[state.id];
  const servers = evidence.servers.filter(({ stage }) => changing.includes(stage)).map(({ name }) => name);
  return { state, gates, verdict: verdictOf(gates), servers };
}

const CHANGED: Readonly<Record<StateId, readonly FileStage[]>> = {
  add: ['absent'],
  mend: ['absent'],
  promote: ['second'],
  rewrite: [],
  drop: ['first'],
  settle: [],
  done: [],
};

function stateOf(evidence: RotationEvidence): RotationState {
  const { servers, store, plugin } = evidence;
  const has = (...stages: readonly FileStage[]): boolean => servers.some(({ stage }) => stages.includes(stage));
  if (servers.length === 0) return named('add');
  if (has('absent')) return has('first', 'only') ? MEND_STATE : named('add');
  if (has('second')) return named('promote');
  if (has('first')) return store?.old === 0 && store.isComplete ? named('drop') : named('rewrite');
  // A plugin's key_id changes under the same name: no file does.
  if (plugin !== undefined && (store?.old ?? 0) > 0) return named('rewrite');
  const isSettled = gateOf('loaded', evidence).state === 'open';
  return named(isSettled ? 'done' : 'settle');
}

function named(id: StateId): RotationState {
  const found = ROTATION_STATES.find((state) => state.id === id);
  if (found === undefined) throw new RangeError(`no state ${id}`);
  return found;
}

/** Reloads, starts and what plugins report come by themselves; keys that differ, values that do not open and servers that nobody named do not. */
const OPENS_BY_ITSELF: readonly GateId[] = ['ready', 'loaded', 'key-id'];

function verdictOf(gates: readonly Gate[]): RotationStep['verdict'] {
  const shut = gates.filter(({ state }) => state !== 'open');
  if (shut.length === 0) return 'go';
  return shut.every(({ id, state }) => state === 'closed' && OPENS_BY_ITSELF.includes(id)) ? 'wait' : 'refuse';
}
