// The package's front door: facts in, results out.
export type * from './facts/cluster.ts';
export type * from './facts/facts.ts';
export type * from './facts/object.ts';
export { NO_DOCUMENT } from './facts/object.ts';
export { OriginTable } from './facts/origin.ts';
export type { DocumentId, DocumentPlace } from './facts/origin.ts';
export type * from './facts/rbac.ts';
export type * from './facts/secret.ts';
export type * from './facts/workload.ts';
export type * from './results/contract.ts';
export { SCHEMA } from './results/contract.ts';
export { FactsBuilder } from './kube/facts-builder.ts';
export type { KubeSettings } from './kube/facts-builder.ts';
