// Every relation by name: techniques refer to them by these names.
import { accountHasCloudRole } from './accounts.ts';
import { releaseHoldsSecret } from './copies.ts';
import { webhookIsSentSecret } from './extension.ts';
import { workloadShowsCredential } from './credentials.ts';
import { nodeMintsGrantedToken } from './granted-audience.ts';
import { hostIpcShared, hostNetworkPlace, hostProcessesTakeNode } from './host-namespaces.ts';
import { hostPathHoldsClusterKeys, hostPathReadsEtcd, hostPathTakesNode, socketTakesNode } from './host-paths.ts';
import { designedPodPullsImage, designedPodTakesHeldImage, pullSecretGivesImage } from './image-pulls.ts';
import { nodeHoldsImage, workloadReadsImages } from './image-stores.ts';
import { workloadMaySeeImage, workloadSeesImage } from './images.ts';
import { capabilityTakesNode, kernelSettingsTakeNode } from './kernel-rights.ts';
import { listenerRelations } from './listeners.ts';
import { nodeKeepsLog, workloadReadsLogs } from './logs.ts';
import { workloadWritesNodeLogs, workloadWritesPodLogs } from './log-writers.ts';
import { constrainedImpersonation } from './impersonation.ts';
import { constrainedNodeImpersonation } from './node-impersonation.ts';
import { bootstrapTokenOf } from './identities.ts';
import {
  openKubeletIfLetThrough,
  openKubeletRunsPods,
  readOnlyKubeletIfLetThrough,
  readOnlyKubeletShowsCredential,
} from './kubelets.ts';
import { internetReachesProgram, metadataGivesCloud } from './network.ts';
import {
  consoleActsAsAccount,
  consoleActsIfLetThrough,
  openEtcdHoldsSecrets,
  openEtcdIfLetThrough,
  openServiceUsed,
  openServiceUsedIfLetThrough,
} from './open-programs.ts';
import { nodeListsPods, nodeReadsCredential } from './node-credentials.ts';
import {
  nodeMintsToken,
  nodeMintsUnreferencedToken,
  nodeReadsDebuggedSecret,
  nodeReadsSecret,
  nodeRunsWorkload,
} from './nodes.ts';
import { storeGivesSecret } from './operators.ts';
import { workloadHoldsToken, workloadReadsSecret } from './pods.ts';
import { designedPodTakesNode, privilegedTakesNode } from './privileged.ts';
import { pullSecretOfImage } from './pull-secrets.ts';
import type { Relation } from './relation.ts';
import { designedPodMountsShare, workloadMountsClaim } from './storage.ts';
import { tokenSecretOf } from './secrets.ts';

const RELATIONS: readonly Relation[] = [
  workloadShowsCredential,
  nodeReadsCredential,
  nodeListsPods,
  nodeKeepsLog,
  workloadReadsLogs,
  workloadSeesImage,
  workloadMaySeeImage,
  nodeHoldsImage,
  workloadReadsImages,
  designedPodPullsImage,
  designedPodTakesHeldImage,
  pullSecretGivesImage,
  bootstrapTokenOf,
  constrainedImpersonation,
  constrainedNodeImpersonation,
  designedPodMountsShare,
  workloadMountsClaim,
  storeGivesSecret,
  capabilityTakesNode,
  designedPodTakesNode,
  hostIpcShared,
  hostNetworkPlace,
  hostPathHoldsClusterKeys,
  hostPathReadsEtcd,
  hostPathTakesNode,
  hostProcessesTakeNode,
  kernelSettingsTakeNode,
  privilegedTakesNode,
  pullSecretOfImage,
  socketTakesNode,
  workloadWritesNodeLogs,
  workloadWritesPodLogs,
  accountHasCloudRole,
  nodeMintsGrantedToken,
  nodeMintsToken,
  nodeMintsUnreferencedToken,
  nodeReadsDebuggedSecret,
  nodeReadsSecret,
  nodeRunsWorkload,
  tokenSecretOf,
  workloadHoldsToken,
  workloadReadsSecret,
  webhookIsSentSecret,
  releaseHoldsSecret,
  consoleActsAsAccount,
  internetReachesProgram,
  metadataGivesCloud,
  openServiceUsed,
  openEtcdHoldsSecrets,
  consoleActsIfLetThrough,
  openServiceUsedIfLetThrough,
  openEtcdIfLetThrough,
  ...listenerRelations,
  openKubeletRunsPods,
  openKubeletIfLetThrough,
  readOnlyKubeletShowsCredential,
  readOnlyKubeletIfLetThrough,
];

const byName = new Map(RELATIONS.map((relation) => [relation.name, relation]));

/** Throws on a name that no relation has: a technique is wrong, not the input. */
export function relationNamed(name: string): Relation {
  const relation = byName.get(name);
  if (relation === undefined) throw new Error(`no relation is called ${name}`);
  return relation;
}
