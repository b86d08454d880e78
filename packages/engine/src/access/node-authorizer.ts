// What the Node authorizer says to a kubelet; it only ever allows or leaves the question to the next authorizer.
import type { Facts } from '../facts/facts.ts';
import { bootstrapPolicy } from './bootstrap/policy.ts';
import { minorsToConsider } from './kubernetes-version.ts';
import { createNodeReferences, type NodeReferences, type ReferencedKind } from './node-references.ts';
import { type AccessRequest, isPathRequest, type ResourceRequest } from './request.ts';
import { ruleAllows } from './rule.ts';
import { NODES_GROUP, nodeOfUser, type UserInfo } from './user.ts';

export interface NodeVerdict {
  /** `null`: the input lacks what decides; `reason` says what. */
  readonly allowed: boolean | null;
  readonly reason?: string;
}

/** One request by one node, at one minor version. */
interface Question {
  readonly node: string;
  readonly minor: number;
  readonly request: ResourceRequest;
  readonly subresource: string;
  readonly references: NodeReferences;
}

// Minor versions in which defaults changed: kubernetes pkg/features/kube_features.go and plugin/pkg/auth/authorizer/node.
const RESOURCE_SLICES_MINOR = 30;
const RESOURCE_SLICES_DELETE_MINOR = 31;
const SELECTORS_MINOR = 32;
const EPHEMERAL_CONTAINERS_MINOR = 33;
const ACCOUNT_GET_MINOR = 34;
const POD_CERTIFICATES_MINOR = 37;
const LEASE_NAMESPACE = 'kube-node-lease';
const NODE_NAME_FIELD = 'spec.nodeName';
const OWN_OBJECT_VERBS = new Set(['get', 'create', 'update', 'patch', 'delete']);
const READ_VERBS = new Set(['get', 'list', 'watch']);
const COLLECTION_VERBS = new Set(['list', 'watch', 'deletecollection']);
const WRITE_VERBS = new Set(['update', 'patch']);
const YES: NodeVerdict = { allowed: true };
const NO: NodeVerdict = { allowed: false };

/**
 * Answers for callers in `system:nodes` named `system:node:N`, `false` for all others. Gates are at their default for the
 * version; where the version is unknown and the answer depends on it, `null`.
 * https://kubernetes.io/docs/reference/access-authn-authz/node/
 */
export function createNodeAuthorizer(
  facts: Facts,
  version: string,
): (user: UserInfo, request: AccessRequest) => NodeVerdict {
  const references = createNodeReferences(facts);
  const minors = minorsToConsider(version);
  return (user, request) => {
    const node = nodeOfUser(user.name);
    if (node === undefined || !user.groups.includes(NODES_GROUP) || isPathRequest(request)) return NO;
    const verdicts = minors.map((minor) =>
      decide({ node, minor, request, subresource: request.subresource ?? '', references }),
    );
    const first = verdicts[0] ?? NO;
    if (verdicts.every((verdict) => verdict.allowed === first.allowed)) return first;
    return { allowed: null, reason: 'the answer depends on the Kubernetes version: give --kubernetes-version' };
  };
}

function decide(question: Question): NodeVerdict {
  const { request, subresource, minor } = question;
  switch (request.group === '' ? request.resource : `${request.resource}.${request.group}`) {
    case 'secrets':
      return readNamespaced(question, 'secret');
    case 'configmaps':
      return readNamespaced(question, 'configMap');
    case 'persistentvolumeclaims':
      if (subresource === 'status') return WRITE_VERBS.has(request.verb) ? related(question, 'claim') : NO;
      return request.verb === 'get' && subresource === '' ? related(question, 'claim') : NO;
    case 'persistentvolumes':
      return request.verb === 'get' && subresource === '' ? related(question, 'persistentVolume') : NO;
    case 'serviceaccounts':
      return decideServiceAccount(question);
    case 'nodes':
      return minor >= SELECTORS_MINOR ? decideNode(question) : byStaticRules(question);
    case 'pods':
      return minor >= SELECTORS_MINOR ? decidePod(question) : byStaticRules(question);
    case 'leases.coordination.k8s.io':
      return request.namespace === LEASE_NAMESPACE ? ownObject(question) : NO;
    case 'csinodes.storage.k8s.io':
      return subresource === '' ? ownObject(question) : NO;
    case 'resourceclaims.resource.k8s.io':
    case 'volumeattachments.storage.k8s.io':
      return request.verb === 'get' && subresource === '' ? notInInput(question) : NO;
    case 'resourceslices.resource.k8s.io':
      return minor >= RESOURCE_SLICES_MINOR ? decideResourceSlice(question) : byStaticRules(question);
    case 'podcertificaterequests.certificates.k8s.io':
      return minor >= POD_CERTIFICATES_MINOR ? decidePodCertificate(question) : NO;
    default:
      return byStaticRules(question);
  }
}

/** The rules that all nodes share; Kubernetes ships the same list as ClusterRole `system:node`. */
function byStaticRules({ request, minor }: Question): NodeVerdict {
  const role = bootstrapPolicy(`1.${minor}`).roles.find(
    (candidate) => candidate.name === 'system:node' && candidate.namespace === '',
  );
  return role?.rules.some((rule) => ruleAllows(rule, request)) ? YES : NO;
}

function readNamespaced(question: Question, kind: ReferencedKind): NodeVerdict {
  const { request, subresource } = question;
  if (!READ_VERBS.has(request.verb) || subresource !== '' || (request.namespace ?? '') === '') return NO;
  return related(question, kind);
}

/** Allowed when the input relates object and node; `null` when the input lacks what a `no` needs. */
function related(question: Question, kind: ReferencedKind): NodeVerdict {
  const { node, minor, references, request } = question;
  const name = request.name ?? '';
  const namespace = kind === 'persistentVolume' ? '' : (request.namespace ?? '');
  if (name === '') return NO;
  const relation = references.find(node, kind, namespace, name);
  if (relation === 'related' || (relation === 'ephemeral' && minor >= EPHEMERAL_CONTAINERS_MINOR)) return YES;
  if (relation === 'ephemeral') {
    // Before 1.33 an update that adds an ephemeral container is overlooked; a restarted API server reads the pod anew.
    return {
      allowed: null,
      reason:
        'referred to by an ephemeral container only, which API servers before 1.33 notice no sooner than their restart',
    };
  }
  const missing = references.missing(node, kind, namespace, name);
  return missing === undefined ? NO : { allowed: null, reason: missing };
}

function decideServiceAccount(question: Question): NodeVerdict {
  const { request, subresource, minor } = question;
  if (request.verb === 'get' && subresource === '') {
    return minor >= ACCOUNT_GET_MINOR ? readNamespaced(question, 'serviceAccount') : NO;
  }
  return request.verb === 'create' && subresource === 'token' ? related(question, 'serviceAccount') : NO;
}

function decideNode({ request, subresource, node }: Question): NodeVerdict {
  if (subresource === 'status') return WRITE_VERBS.has(request.verb) ? YES : NO;
  if (subresource !== '') return NO;
  if (request.verb === 'create' || WRITE_VERBS.has(request.verb)) return YES;
  return READ_VERBS.has(request.verb) && request.name === node ? YES : NO;
}

function decidePod(question: Question): NodeVerdict {
  const { request, subresource, node } = question;
  if (subresource === 'status') return WRITE_VERBS.has(request.verb) ? YES : NO;
  if (subresource === 'eviction') return request.verb === 'create' ? YES : NO;
  if (subresource !== '') return NO;
  if (request.verb === 'create' || request.verb === 'delete') return YES;
  if (request.verb === 'get') return related(question, 'pod');
  if (request.verb !== 'list' && request.verb !== 'watch') return NO;
  return selectsNode(request, node) ? YES : related(question, 'pod');
}

/** An object named like the node. At creation the name is not known yet; the NodeRestriction admission plugin checks it. */
function ownObject({ request, node }: Question): NodeVerdict {
  if (!OWN_OBJECT_VERBS.has(request.verb)) return NO;
  return request.verb === 'create' || request.name === node ? YES : NO;
}

function decideResourceSlice(question: Question): NodeVerdict {
  const { request, subresource, node, minor } = question;
  if (subresource !== '') return NO;
  if (request.verb === 'create') return YES;
  if (OWN_OBJECT_VERBS.has(request.verb)) return notInInput(question);
  if (!COLLECTION_VERBS.has(request.verb)) return NO;
  if (minor >= SELECTORS_MINOR) return selectsNode(request, node) ? YES : NO;
  return request.verb !== 'deletecollection' || minor >= RESOURCE_SLICES_DELETE_MINOR ? YES : NO;
}

function decidePodCertificate(question: Question): NodeVerdict {
  const { request, subresource, node } = question;
  if (subresource !== '') return NO;
  if (request.verb === 'create') return YES;
  if (request.verb === 'get') return notInInput(question);
  return (request.verb === 'list' || request.verb === 'watch') && selectsNode(request, node) ? YES : NO;
}

function selectsNode({ fields = [] }: ResourceRequest, node: string): boolean {
  return fields.some(({ field, value }) => field === NODE_NAME_FIELD && value === node);
}

/** Objects that decide by a reference which is not among the facts. */
function notInInput({ request }: Question): NodeVerdict {
  if ((request.name ?? '') === '') return NO;
  return { allowed: null, reason: `whether this node may depends on ${request.resource}, which are not read` };
}
