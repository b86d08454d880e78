// The door to an etcd store; what reads it, and the HTTP library under it, is loaded when it is opened.
import type { EtcdSettings, EtcdStore } from './etcd/etcd-store.ts';

/** Reads nothing but the head of the store. Throws `ClusterError` where there is no store that can be read. */
export async function openEtcd(settings: EtcdSettings): Promise<EtcdStore> {
  const { place } = settings;
  if (place.kind === 'live') {
    const { LiveStore } = await import('./etcd/live-store.ts');
    return await LiveStore.open(place, settings);
  }
  if (place.kind === 'snapshot') {
    const { SnapshotStore } = await import('./etcd/snapshot-store.ts');
    return new SnapshotStore(place.file, settings);
  }
  const { DataFolderStore } = await import('./etcd/data-folder-store.ts');
  return new DataFolderStore(place.folder, settings);
}
