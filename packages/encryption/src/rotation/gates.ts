// The gates of a rotation: what must have been observed before a step. What was not seen is never taken for granted.
import type { RotationEvidence, ServerEvidence, StoreEvidence } from './evidence.ts';

export type GateId = 'all-servers' | 'ready' | 'keys-agree' | 'loaded' | 'key-id' | 'readable' | 'opened' | 'rewritten';
export type GateState = 'open' | 'closed' | 'unseen';

export interface Gate {
  readonly id: GateId;
  readonly state: GateState;
  /** What was observed, one sentence for each server or for the store. */
  readonly observed: readonly string[];
}

type Observation = readonly [state: GateState, sentence: string];
type Observe = (evidence: RotationEvidence) => readonly Observation[];

const GATES: Readonly<Record<GateId, Observe>> = {
  'all-servers': allServers,
  ready: ({ servers }) => servers.map(readiness),
  'keys-agree': ({ keysAgree }) => [
    keysAgree
      ? ['open', 'keys of one name are the same in every file']
      : [
          'closed',
          'a key of one name has other bytes in another file: values of one server would not open at the other',
        ],
  ],
  loaded: ({ servers }) => servers.map(loading),
  'key-id': keyIds,
  readable: ({ store }) => [
    overStore(store, ({ unreadable }) => unreadable, 'do not open with the file of every server'),
  ],
  opened: ({ servers, store }) => servers.map((server) => opening(server, store?.pluginKeys ?? 0)),
  rewritten: ({ store }) => [overStore(store, ({ old }) => old, 'are not stored with the new key')],
};

/** Whether there is anything to see at a gate: of plugins only where there are some. */
export function counts(id: GateId, { plugin, store }: RotationEvidence): boolean {
  if (id === 'key-id') return plugin !== undefined;
  return id !== 'opened' || (store?.pluginKeys ?? 0) > 0;
}

export function gateOf(id: GateId, evidence: RotationEvidence): Gate {
  const observations = GATES[id](evidence);
  const states = observations.map(([state]) => state);
  // Nothing observed at all is not the same as nothing wrong.
  const state = states.includes('closed')
    ? 'closed'
    : states.includes('unseen') || states.length === 0
      ? 'unseen'
      : 'open';
  return { id, state, observed: observations.map(([, sentence]) => sentence) };
}

/** A server that nobody named would go on with the old file: each Lease must belong to one that answered. */
function allServers({ servers, leases }: RotationEvidence): readonly Observation[] {
  const nameless = servers.filter(({ identity, process }) => identity === undefined || process === undefined);
  const unnamed = nameless.map(({ name }): Observation => ['unseen', `${name} does not say which server it is`]);
  const seen = servers.map(({ identity, process }) => `${identity ?? ''} ${process ?? ''}`);
  const twins = servers.filter(
    ({ identity, process }, at) =>
      identity !== undefined && process !== undefined && seen.indexOf(seen[at] ?? '') !== at,
  );
  const twice = twins.map(({ name }): Observation => ['closed', `${name} is a server that was named before`]);
  if (leases === undefined || leases.length === 0)
    return [...unnamed, ...twice, ['unseen', 'the identity Leases of API servers in kube-system cannot be seen']];
  const missing = leases.filter((lease) => servers.every(({ identity }) => identity !== lease));
  const count = `${leases.length} ${leases.length === 1 ? 'identity Lease' : 'identity Leases'}`;
  const others: Observation =
    missing.length === 0
      ? ['open', `${count}, each of a server that was asked`]
      : nameless.length > 0
        ? ['unseen', `${count}, of which ${missing.length} may be theirs`]
        : ['closed', `${count}, ${missing.length} of servers that were not named, or ended within the last hour`];
  return [...unnamed, ...twice, others];
}

function readiness({ name, ready }: ServerEvidence): Observation {
  if (ready === undefined) return ['unseen', `${name} does not answer /readyz`];
  return ready ? ['open', `${name} is ready`] : ['closed', `${name} is not ready`];
}

function loading({ name, fileHash, loadedHash, failedReloads }: ServerEvidence): Observation {
  if (loadedHash === undefined)
    return [
      'unseen',
      `${name} does not say which file it runs with (apiserver_encryption_config_controller_last_config_info, since 1.34)`,
    ];
  if (loadedHash === fileHash) return ['open', `${name} runs with its file, ${shortened(fileHash)}`];
  const failed =
    failedReloads === undefined || failedReloads === 0 ? '' : `; ${failedReloads} reloads failed since it started`;
  return ['closed', `${name} runs with ${shortened(loadedHash)}, its file is ${shortened(fileHash)}${failed}`];
}

/** Two servers that do not know of one key_id would each write with their own; values of a new one may be foreign to the other's plugin. */
function keyIds({ servers, plugin }: RotationEvidence): readonly Observation[] {
  const [first] = servers;
  return servers.map(({ name, keyIdHash, loadedHash, fileHash }) => {
    // Before it has loaded a file with the plugin it asks for no key_id.
    if (keyIdHash === undefined && loadedHash !== undefined && loadedHash !== fileHash)
      return ['closed', `${name} has been told no key_id yet`];
    if (keyIdHash === undefined)
      return [
        'unseen',
        `${name} does not say what its plugin reports (apiserver_envelope_encryption_key_id_hash_status_last_timestamp_seconds)`,
      ];
    const says = `${name} has been told key_id ${shortened(keyIdHash)}`;
    if (plugin?.expectedHash !== undefined && plugin.expectedHash !== keyIdHash)
      return ['closed', `${says}, not yet ${shortened(plugin.expectedHash)}`];
    return keyIdHash === first?.keyIdHash ? ['open', says] : ['closed', `${says}, ${first?.name ?? ''} another`];
  });
}

function opening({ name, opensPlugins }: ServerEvidence, keys: number): Observation {
  const of = `an object of each of ${keys} ${keys === 1 ? 'key_id' : 'key_ids'} in etcd`;
  if (opensPlugins === undefined) return ['unseen', `${name} does not show whether it opens ${of}`];
  return opensPlugins ? ['open', `${name} opens ${of}`] : ['closed', `${name} does not open ${of}`];
}

const DIGITS_SHOWN = 'sha256:'.length + 12;

function shortened(hash: string): string {
  return hash.slice(0, DIGITS_SHOWN);
}

function overStore(
  store: StoreEvidence | undefined,
  count: (store: StoreEvidence) => number,
  wrong: string,
): Observation {
  if (store === undefined) return ['unseen', 'etcd was not read'];
  const where = `of ${store.objects} objects at revision ${store.revision}`;
  const bad = count(store);
  if (bad > 0) return ['closed', `${bad} ${where} ${wrong}`];
  return store.isComplete
    ? ['open', `0 ${where} ${wrong}`]
    : ['unseen', `0 ${where} ${wrong}, but not every value was read`];
}
