// The one list of what may leave for a server: reads, reviews, dry runs whose answer carries no secret, and rewrites that change none, by us or by the cluster; for etcd, reads alone.
// https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run
import { methodOf } from './question.ts';
import type { Question } from './question.ts';

/** They create nothing that the server keeps. https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access */
const REVIEWS: ReadonlySet<string> = new Set([
  '/apis/authentication.k8s.io/v1/selfsubjectreviews',
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
  '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
  '/apis/authorization.k8s.io/v1/subjectaccessreviews',
]);

/**
 * What a dry run asks to be answered with: the columns that `kubectl get` prints, or the metadata where a subresource has none. A whole
 * pod would come with the credentials that stand in its environment.
 */
export const ANSWER_WITHOUT_OBJECT =
  'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';
/** A binding is answered with a Status alone. */
export const ANSWER_OF_BINDING = 'application/json';

const ADMISSION = 'admissionregistration.k8s.io';
const RBAC = 'rbac.authorization.k8s.io';

/** Method, group, resource and subresource. Neither Secrets nor ConfigMaps, nor anything that answers with a token, a log or a stream. */
const DRY_RUNS: ReadonlySet<string> = new Set([
  ...both('', 'pods'),
  'PATCH /pods/ephemeralcontainers',
  'POST /pods/binding',
  ...both('', 'serviceaccounts'),
  ...both('', 'persistentvolumes'),
  ...both('', 'replicationcontrollers'),
  ...['deployments', 'daemonsets', 'statefulsets', 'replicasets'].flatMap((resource) => both('apps', resource)),
  ...['jobs', 'cronjobs'].flatMap((resource) => both('batch', resource)),
  ...['rolebindings', 'clusterrolebindings', 'roles', 'clusterroles'].flatMap((resource) => [
    ...both(RBAC, resource),
    `PUT ${RBAC}/${resource}`,
  ]),
  ...both('certificates.k8s.io', 'certificatesigningrequests'),
  ...both(ADMISSION, 'validatingwebhookconfigurations'),
  ...both(ADMISSION, 'mutatingwebhookconfigurations'),
  ...both(ADMISSION, 'validatingadmissionpolicies'),
  ...both(ADMISSION, 'validatingadmissionpolicybindings'),
  ...both('apiregistration.k8s.io', 'apiservices'),
]);

/** What a replay may GET: who the server is, what it serves, and the rules of a role. */
const REPLAY_READS: readonly RegExp[] = [
  /^\/version$/,
  /^\/apis\/[^/?]+(?:\/v[^/?]+)?$/,
  /^\/apis\/rbac\.authorization\.k8s\.io\/v1\/(?:clusterroles|namespaces\/[^/?]+\/roles)\/[^/?]+$/,
];

/**
 * All that etcd is asked: values, and the sizes of its database. Its gateway takes writes by the same POST, so the path alone tells them apart.
 * https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/
 */
const ETCD_READS: ReadonlySet<string> = new Set(['/v3/kv/range', '/v3/maintenance/status']);

const TARGET =
  /^\/(?:api|apis\/(?<group>[^/]+))\/[^/]+(?:\/namespaces\/[^/]+)?\/(?<resource>[^/]+)(?:\/[^/]+(?:\/(?<sub>[^/]+))?)?$/;

function both(group: string, resource: string): readonly string[] {
  return ['POST', 'PATCH'].map((method) => `${method} ${group}/${resource}`);
}

/** What reads of one object, and its rewrite, are answered with: no content. */
export const ANSWER_OF_METADATA = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';
/** The name that managed fields would show, were there any to change. */
export const REWRITER = 'watertight-rotate';
/** The group whose objects have the cluster store a resource again, in versions of one form. */
export const MIGRATIONS = 'storagemigration.k8s.io';
export const MIGRATION_VERSIONS: readonly string[] = ['v1', 'v1beta1'];

/** Whether the transport sends it at all. */
export function mayLeave(question: Question): boolean {
  if (question.migration !== undefined) return isMigration(question);
  if (question.rewrite !== undefined) return isRewrite(question);
  if (question.etcdRead !== undefined)
    return question.dryRun === undefined && question.review === undefined && ETCD_READS.has(question.path);
  if (question.review !== undefined) return question.dryRun === undefined && REVIEWS.has(question.path);
  return question.dryRun === undefined || isDryRun(question);
}

/** Whether a replay sends it: of the reads, those alone that show no Secret whatever the position may do. */
export function mayBeReplayed(question: Question): boolean {
  if (!mayLeave(question) || question.etcdRead !== undefined) return false;
  if (question.rewrite !== undefined || question.migration !== undefined) return false;
  return methodOf(question) !== 'GET' || REPLAY_READS.some((allowed) => allowed.test(question.path));
}

/** The query says `dryRun=All` and nothing else about it: a value that the server does not know would be an error, none a change. */
function isDryRun(question: Question): boolean {
  const [path = '', query = ''] = question.path.split('?');
  const asked = new URLSearchParams(query).getAll('dryRun');
  const { group = '', resource = '', sub } = TARGET.exec(path)?.groups ?? {};
  const target = `${methodOf(question)} ${group}/${resource}${sub === undefined ? '' : `/${sub}`}`;
  const accept = sub === 'binding' ? ANSWER_OF_BINDING : ANSWER_WITHOUT_OBJECT;
  return asked.length === 1 && asked[0] === 'All' && DRY_RUNS.has(target) && question.accept === accept;
}

/** One object by its name, no subresource, nothing in the body but which state of which object is meant, and no content in the answer. */
function isRewrite({ path: whole, accept, rewrite, review, dryRun, etcdRead }: Question): boolean {
  if (review !== undefined || dryRun !== undefined || etcdRead !== undefined) return false;
  const [path = '', query] = whole.split('?');
  const { metadata, ...other } = rewrite ?? { metadata: { uid: '', resourceVersion: '' } };
  const { uid, resourceVersion, ...more } = metadata;
  const saysNothingElse = Object.keys(other).length === 0 && Object.keys(more).length === 0;
  const isOne =
    ONE_OBJECT.test(path) &&
    !LEADS_ELSEWHERE.test(path) &&
    query === `fieldManager=${REWRITER}` &&
    accept === ANSWER_OF_METADATA;
  return isOne && saysNothingElse && uid !== '' && resourceVersion !== '';
}

/** The resource that it names is all that a migration says beside our mark. */
function isMigration(question: Question): boolean {
  const { path, migration, review, dryRun, etcdRead, rewrite } = question;
  if ([review, dryRun, etcdRead, rewrite].some((other) => other !== undefined) || migration === undefined) return false;
  const { apiVersion, kind, metadata, spec, ...more } = migration;
  const version = apiVersion.slice(MIGRATIONS.length + 1);
  const isServed = apiVersion.startsWith(`${MIGRATIONS}/`) && MIGRATION_VERSIONS.includes(version);
  return (
    isServed &&
    path === `/apis/${apiVersion}/storageversionmigrations?fieldManager=${REWRITER}` &&
    kind === 'StorageVersionMigration' &&
    hasOnly(more, []) &&
    hasOnly(metadata, ['generateName', 'labels']) &&
    hasOnly(spec, ['resource']) &&
    hasOnly(spec.resource, ['group', 'resource'])
  );
}

function hasOnly(object: object, keys: readonly string[]): boolean {
  return Object.keys(object).every((key) => keys.includes(key));
}

const ONE_OBJECT = /^\/(?:api|apis\/[^/]+)\/[^/]+(?:\/namespaces\/[^/]+)?\/[^/]+\/[^/]+$/;
const LEADS_ELSEWHERE = /\/\.{1,2}(?:\/|$)/;
