// One rotation as the command sees it: its API servers, their files and etcd, observed anew each time.
import { storedPlace } from '@watertight/encryption';
import type { RotationEvidence, RotationGoal } from '@watertight/encryption';
import { opensObjects } from '@watertight/operate';
import type { ApiServerConnection, ApiServerState, EtcdSettings } from '@watertight/sources';
import { keyIdHashOf, readStore } from './read-store.ts';
import type { OldObject } from './read-store.ts';
import { readRotatedFiles } from './rotated-files.ts';
import type { RotatedFile } from './rotated-files.ts';

export interface RotationPlace {
  readonly goal: RotationGoal;
  /** Where the goal is a plugin's. */
  readonly plugin?: GoalPlugin;
  /** In the order of the servers. */
  readonly fileNames: readonly string[];
  readonly servers: readonly ApiServerConnection[];
  readonly etcd: EtcdSettings;
}

export interface GoalPlugin {
  /** Its socket, `unix://…`, for files that lack it. */
  readonly endpoint?: string;
  /** The key_id that it is to report. */
  readonly keyId?: string;
}

export interface Observed {
  readonly evidence: RotationEvidence;
  readonly files: readonly RotatedFile[];
  readonly old: readonly OldObject[];
}

/** Files, then servers, then etcd: whatever a server wrote before it was seen with its file is in what etcd is read for. */
export async function observeRotation({ goal, plugin, fileNames, servers, etcd }: RotationPlace): Promise<Observed> {
  const { files, keysAgree } = await readRotatedFiles(fileNames, goal);
  const states = await Promise.all(servers.map(async (server) => await server.observe()));
  const isPlugin = goal.provider === 'kms-v2';
  const expectedHash = plugin?.keyId === undefined ? undefined : keyIdHashOf(plugin.keyId);
  const keyIdHash = isPlugin ? (expectedHash ?? agreedHash(states, goal.keyName)) : undefined;
  const { evidence: store, old, samples } = await readStore(etcd, files, { goal, keyIdHash });
  const groups = samples.map((objects) => objects.flatMap(({ key }) => storedPlace(key, etcd.prefix) ?? []));
  const opens = await Promise.all(servers.map(async (server) => await opened(server, groups)));
  return {
    files,
    old,
    evidence: {
      servers: servers.flatMap(({ context }, at) => {
        const [file, state] = [files[at], states[at]];
        if (file === undefined || state === undefined) return [];
        const { leases: _, keyIdHashes, ...said } = state;
        const hash = isPlugin ? keyIdHashes.get(goal.keyName) : undefined;
        const more = { keyIdHash: hash, opensPlugins: opens[at] };
        return [{ name: context, stage: file.stage, fileHash: file.hash, ...said, ...more }];
      }),
      leases: leasesOf(states),
      keysAgree,
      plugin: isPlugin ? { expectedHash } : undefined,
      store,
    },
  };
}

async function opened(
  server: ApiServerConnection,
  groups: Parameters<typeof opensObjects>[1],
): Promise<boolean | undefined> {
  return groups.length === 0 ? undefined : await opensObjects(server, groups);
}

function agreedHash(states: readonly ApiServerState[], name: string): string | undefined {
  const hashes = new Set(states.map(({ keyIdHashes }) => keyIdHashes.get(name)));
  return hashes.size === 1 ? [...hashes][0] : undefined;
}

/** All of them read the same etcd; one that does not say leaves the answer to the others. */
function leasesOf(states: readonly ApiServerState[]): readonly string[] | undefined {
  const said = states.flatMap(({ leases }) => (leases === undefined ? [] : [leases]));
  return said.length === 0 ? undefined : [...new Set(said.flat())];
}
