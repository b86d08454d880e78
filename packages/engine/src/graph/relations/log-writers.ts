// Workloads that write where the kubelet reads logs: a symbolic link there shows it any file of the node.
import type { WorkloadFact } from '../../facts/workload.ts';
import { isWithin } from '../host/host-mounts.ts';
import type { World } from '../world.ts';
import { escapeRelation } from './escape.ts';
import type { Escape } from './escape.ts';
import { citeMount, nodeMounts } from './node-mounts.ts';
import { imageUserDoubts, readsRootFiles } from './root-user.ts';

/** The kubelet opens `/var/log/pods/NS_NAME_UID/…` for a pod's log, and serves all of `/var/log` as the node's. */
function writerOf(folder: string): (world: World, member: WorkloadFact) => Escape | undefined {
  return (world, member) => {
    const mount = nodeMounts(world, member).find(
      ({ path, readOnly, container }) =>
        !readOnly && readsRootFiles(container) && (isWithin(path, folder) || isWithin(folder, path)),
    );
    if (mount === undefined) return undefined;
    return {
      ...citeMount(mount),
      detail: `container ${mount.container.name} writes ${mount.path} of its node`,
      gives: 'identity',
      doubts: imageUserDoubts(mount.container),
    };
  };
}

export const workloadWritesPodLogs = escapeRelation('workloadWritesPodLogs', writerOf('/var/log/pods'));
export const workloadWritesNodeLogs = escapeRelation('workloadWritesNodeLogs', writerOf('/var/log'));
