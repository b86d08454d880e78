// Requests of nodes: for what their pods refer to, for their own objects, and for those of the neighbours.
import type { Random } from '../../../bench/random.ts';
import { askFor } from './aim.ts';
import type { Ask } from './asks.ts';
import type { Caller } from './callers.ts';
import type { Reference } from './pods.ts';
import { NODES, type Target } from './words.ts';

const CLUSTER_SCOPED = new Set(['nodes', 'persistentvolumes', 'namespaces']);

function core(resource: string, subresource = ''): Target {
  return { group: '', resource, subresource, namespaced: !CLUSTER_SCOPED.has(resource) };
}

function served(group: string, resource: string, namespaced: boolean): Target {
  return { group, resource, subresource: '', namespaced };
}

const LEASES = served('coordination.k8s.io', 'leases', true);
const CSI_NODES = served('storage.k8s.io', 'csinodes', false);
const SLICES = served('resource.k8s.io', 'resourceslices', false);
const CERTIFICATE_REQUESTS = served('certificates.k8s.io', 'podcertificaterequests', true);
/** What all nodes may, or may not, by one list. */
const SHARED: readonly Target[] = [
  core('services'),
  core('events'),
  core('endpoints'),
  core('namespaces'),
  served('authentication.k8s.io', 'tokenreviews', false),
  served('node.k8s.io', 'runtimeclasses', false),
  served('storage.k8s.io', 'csidrivers', false),
  served('certificates.k8s.io', 'certificatesigningrequests', false),
  served('apps', 'deployments', true),
];
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
const NAMELESS = new Set(['list', 'deletecollection', 'create']);

/** A node, or what is none. */
function caller(random: Random, node: string): Caller {
  const user = `system:node:${node}`;
  switch (random.below(14)) {
    case 0:
      return { user, groups: ['system:authenticated'] };
    case 1:
      return { user: random.pick(NODES), groups: ['system:nodes'] };
    case 2:
      return { user: 'system:node:', groups: ['system:nodes'] };
    default:
      return random.below(2) === 0 ? { user, groups: ['system:nodes', 'system:authenticated'] } : { user };
  }
}

/** A read of something that a pod or volume names; lists and watches carry the name in the field selector. */
function forReference(random: Random, asking: Caller, reference: Reference): Ask {
  const { resource, name } = reference;
  const namespace = random.below(12) === 0 ? random.pick(['a', 'b', '']) : reference.namespace;
  const asked = random.below(12) === 0 ? `k${random.below(12)}` : name;
  if (resource === 'serviceaccounts' && random.below(3) > 0) {
    const verb = random.below(6) === 0 ? random.pick(VERBS) : 'create';
    return askFor(asking, {
      verb,
      target: core(resource, random.below(8) === 0 ? 'status' : 'token'),
      namespace,
      name: asked,
    });
  }
  if (resource === 'persistentvolumeclaims' && random.below(3) === 0) {
    const verb = random.pick(['update', 'patch', 'get']);
    return askFor(asking, { verb, target: core(resource, 'status'), namespace, name: asked });
  }
  const verb = random.below(5) < 3 ? 'get' : random.pick(['list', 'watch', ...VERBS]);
  if (verb === 'list' || verb === 'watch') {
    const query = random.below(5) === 0 ? '' : `fieldSelector=metadata.name%3D${asked}`;
    const isInUrl = verb === 'watch' && random.below(4) === 0;
    return askFor(asking, { verb, target: core(resource), namespace, name: isInUrl ? asked : '', query });
  }
  return askFor(asking, { verb, target: core(resource), namespace, name: NAMELESS.has(verb) ? '' : asked });
}

/** Lists limited to the pods of a node, rightly or nearly. */
function byNodeName(random: Random, asking: Caller, own: string): Ask {
  const name = random.pick([own, own, ...NODES]);
  const selector = random.pick([
    `spec.nodeName=${name}`,
    `spec.nodeName=${name}`,
    `spec.nodeName==${name},status.phase!=Failed`,
    `spec.nodeName!=${name}`,
    `metadata.name=p0`,
    `nodeName=${name}`,
  ]);
  const target = random.pick([core('pods'), core('pods'), SLICES, CERTIFICATE_REQUESTS]);
  const verb = random.pick(['list', 'watch', 'deletecollection']);
  const namespace = random.pick(['', '', 'a']);
  const isInUrl = verb === 'watch' && random.below(6) === 0;
  return askFor(asking, {
    verb,
    target,
    namespace,
    name: isInUrl ? 'p0' : '',
    query: `fieldSelector=${encodeURIComponent(selector)}`,
  });
}

function forOwn(random: Random, asking: Caller, own: string): Ask {
  const kinds = [LEASES, CSI_NODES, core('nodes'), core('nodes', random.pick(['status', 'proxy'])), core('pods')];
  const target = random.pick([...kinds, core('pods', random.pick(['status', 'eviction', 'exec'])), SLICES]);
  const verb = random.pick(VERBS);
  const namespace = random.below(5) === 0 ? 'a' : 'kube-node-lease';
  const isNameless = target.subresource === '' && NAMELESS.has(verb);
  const name = isNameless ? '' : target.resource === 'pods' ? `p${random.below(4)}` : random.pick([own, own, ...NODES]);
  return askFor(asking, { verb, target, namespace, name });
}

/** A request of some node. */
export function nodeAsk(random: Random, references: readonly Reference[]): Ask {
  const kind = random.below(11);
  const first = random.pick(references);
  const reference = first.resource === 'secrets' ? first : random.pick(references);
  const own = kind < 7 && reference.node !== '' && random.below(6) > 0 ? reference.node : random.pick(NODES);
  const asking = caller(random, own);
  if (kind < 7) return forReference(random, asking, reference);
  if (kind < 8) return byNodeName(random, asking, own);
  if (kind < 10) return forOwn(random, asking, own);
  const verb = random.pick(VERBS);
  return askFor(asking, { verb, target: random.pick(SHARED), namespace: 'a', name: NAMELESS.has(verb) ? '' : 's' });
}
