// Which requests of a step are tried out by the server: those whose answer carries no secret; all others are reviewed only.
import { addContainer, bindPod, createPod, patchPod } from './pods.ts';
import { createPolicy, createPolicyBinding, createWebhook, patchApiService, patchWebhook } from './admission.ts';
import { createController, patchController } from './controllers.ts';
import { createAccount, createVolume, requestCertificate } from './identities.ts';
import { createBinding, patchBinding, patchRole, replaceBinding, replaceRole } from './roles.ts';
import type { Maker, Occasion, TryOut } from './try-out.ts';

const ADMISSION = 'admissionregistration.k8s.io';
const RBAC = 'rbac.authorization.k8s.io';

/** By verb, group, resource and subresource. A technique may ask for the same request and mean another object: `step` tells. */
const MAKERS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['create /pods', createPod],
  ['patch /pods', patchPod],
  ['patch /pods/ephemeralcontainers', addContainer],
  ['create /pods/binding', bindPod],
  ...[
    'apps/deployments',
    'apps/daemonsets',
    'apps/statefulsets',
    'apps/replicasets',
    '/replicationcontrollers',
    'batch/jobs',
    'batch/cronjobs',
  ].flatMap((type): [string, Maker][] => [
    [`create ${type}`, createController],
    [`patch ${type}`, patchController],
  ]),
  [`create ${RBAC}/rolebindings`, createBinding],
  [`create ${RBAC}/clusterrolebindings`, createBinding],
  [`patch ${RBAC}/rolebindings`, patchBinding],
  [`patch ${RBAC}/clusterrolebindings`, patchBinding],
  [`update ${RBAC}/rolebindings`, replaceBinding],
  [`update ${RBAC}/clusterrolebindings`, replaceBinding],
  [`patch ${RBAC}/roles`, patchRole],
  [`patch ${RBAC}/clusterroles`, patchRole],
  [`update ${RBAC}/roles`, replaceRole],
  [`update ${RBAC}/clusterroles`, replaceRole],
  [`create ${ADMISSION}/validatingwebhookconfigurations`, createWebhook],
  [`create ${ADMISSION}/mutatingwebhookconfigurations`, createWebhook],
  [`patch ${ADMISSION}/validatingwebhookconfigurations`, patchWebhook],
  [`patch ${ADMISSION}/mutatingwebhookconfigurations`, patchWebhook],
  [`create ${ADMISSION}/validatingadmissionpolicies`, createPolicy],
  [`create ${ADMISSION}/validatingadmissionpolicybindings`, createPolicyBinding],
  ['patch apiregistration.k8s.io/apiservices', patchApiService],
  ['create /serviceaccounts', createAccount],
  ['create /persistentvolumes', createVolume],
  ['create certificates.k8s.io/certificatesigningrequests', requestCertificate],
]);

/** Undefined where the server is not asked to try it, or cannot be: what is to be changed has no known name. */
export function dryRunOf(occasion: Occasion): TryOut | undefined {
  const { verb, group, resource, subresource } = occasion.request;
  const type = `${group}/${resource}${subresource === undefined ? '' : `/${subresource}`}`;
  return MAKERS.get(`${verb} ${type}`)?.(occasion);
}
