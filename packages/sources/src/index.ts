// The package's front door: everything that reads the outside.
export { readSources } from './read-sources.ts';
export type { SourcesRead } from './read-sources.ts';
export type { Locator } from './locator.ts';
export { MissingInputError, SnapshotError } from './settings.ts';
export type { Progress, ReadSettings } from './settings.ts';
export { contextNamespace, readCluster } from './cluster-source.ts';
export type { ClusterSettings } from './cluster-settings.ts';
export { ClusterError } from './cluster/cluster-error.ts';
export { atOnce } from './cluster/at-once.ts';
export { connectCluster } from './connect-cluster.ts';
export type { ClusterConnection, ConnectionSettings, ReplayAnswer, Replied, Silence } from './cluster-connection.ts';
export { impersonatedThings } from './cluster/credentials/impersonation.ts';
export type { Impersonation } from './cluster/kubeconfig/entries.ts';
export type { DryRun } from './cluster/transport/question.ts';
export { fieldsOf, listOf, textOf } from './cluster/kubeconfig/narrow.ts';
