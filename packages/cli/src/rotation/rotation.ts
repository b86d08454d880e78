// One rotation as the command sees it: its API servers, their files and etcd, observed anew each time.
import type { RotationEvidence, RotationGoal } from '@watertight/encryption';
import type { ApiServerConnection, ApiServerState, EtcdSettings } from '@watertight/sources';
import { readStore } from './read-store.ts';
import type { OldObject } from './read-store.ts';
import { readRotatedFiles } from './rotated-files.ts';
import type { RotatedFile } from './rotated-files.ts';

export interface RotationPlace {
  readonly goal: RotationGoal;
  /** In the order of the servers. */
  readonly fileNames: readonly string[];
  readonly servers: readonly ApiServerConnection[];
  readonly etcd: EtcdSettings;
}

export interface Observed {
  readonly evidence: RotationEvidence;
  readonly files: readonly RotatedFile[];
  readonly old: readonly OldObject[];
}

/** Files, then servers, then etcd: whatever a server wrote before it was seen with its file is in what etcd is read for. */
export async function observeRotation({ goal, fileNames, servers, etcd }: RotationPlace): Promise<Observed> {
  const { files, keysAgree } = await readRotatedFiles(fileNames, goal);
  const states = await Promise.all(servers.map(async (server) => await server.observe()));
  const { evidence: store, old } = await readStore(etcd, files, goal);
  return {
    files,
    old,
    evidence: {
      servers: servers.flatMap(({ context }, at) => {
        const [file, state] = [files[at], states[at]];
        if (file === undefined || state === undefined) return [];
        const { leases: _, ...said } = state;
        return [{ name: context, stage: file.stage, fileHash: file.hash, ...said }];
      }),
      leases: leasesOf(states),
      keysAgree,
      store,
    },
  };
}

/** All of them read the same etcd; one that does not say leaves the answer to the others. */
function leasesOf(states: readonly ApiServerState[]): readonly string[] | undefined {
  const said = states.flatMap(({ leases }) => (leases === undefined ? [] : [leases]));
  return said.length === 0 ? undefined : [...new Set(said.flat())];
}
