// Answers `can`: what the API server's authorizers would say to a request, with the binding and rule that allow it.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { BindingFact } from '../facts/rbac.ts';
import { lacks, unreadLists, unreadReason } from '../facts/unread.ts';
import type { UnreadList } from '../facts/unread.ts';
import type { CanAnswer, CanError, CanRequest } from '../results/contract.ts';
import { type AccessSettings, type AllowedBy, type Authorizer, createAuthorizer, type Decision } from './authorizer.ts';
import { withBootstrapPolicy } from './bootstrap/bootstrap.ts';
import { type CanWords, isRefusal, requestOfLine, requestOfWords } from './can-request.ts';
import { isPathRequest, type AccessRequest } from './request.ts';
import { attributesOf } from './request-info.ts';
import { parseSubject, type Refusal } from './subject.ts';
import { positionOfSubject, positionOfUser, positionOfGroup, type UserInfo } from './user.ts';
import { createVocabulary } from './vocabulary/vocabulary.ts';

export interface CanSettings extends AccessSettings {
  /** Namespace of ServiceAccounts that a request names without one; `default` when absent. */
  readonly defaultNamespace?: string;
}

export interface Can {
  /** One question of the command line. */
  ask(words: CanWords): CanAnswer | Refusal;
  /** One request, as read from JSON. */
  answer(request: CanRequest): CanAnswer | Refusal;
  /** A request in JSON on one line; a bad one gives an error with that line's number, a blank one nothing. */
  answerLine(text: string, line: number): CanAnswer | CanError | undefined;
}

/** Indexes the facts, the bootstrap policy of the version added, and answers any number of requests. */
export function createCan(facts: Facts, settings: CanSettings = {}): Can {
  const whole = withBootstrapPolicy(facts, settings.kubernetesVersion ?? facts.kubernetesVersion);
  const authorizer = createAuthorizer(whole, settings);
  const vocabulary = createVocabulary(facts.customDefinitions);
  const latent = latentBindings(whole.bindings, authorizer);
  const unread = unreadLists(facts);
  const answer = (request: CanRequest): CanAnswer | Refusal => {
    const user = callerOf(request, settings.defaultNamespace ?? 'default');
    if (isRefusal(user)) return user;
    const attributes = attributesOf(request, vocabulary);
    const decision = authorizer.authorize(user, attributes);
    const missing = decision.allowed === false ? missingFor(unread, user, attributes) : undefined;
    if (missing !== undefined) return { request, allowed: null, reason: unreadReason(missing) };
    return toAnswer(request, decision, () => reasonOfRefusal(latent, user, attributes));
  };
  return {
    answer,
    ask(words) {
      const request = requestOfWords(words, vocabulary);
      return isRefusal(request) ? request : answer(request);
    },
    answerLine(text, line) {
      if (text.trim() === '') return undefined;
      const request = requestOfLine(text);
      const given = isRefusal(request) ? request : answer(request);
      return isRefusal(given) ? { line, error: given.error } : given;
    },
  };
}

/** Groups that are given are the whole list, as in a SubjectAccessReview. */
function callerOf(request: CanRequest, namespace: string): UserInfo | Refusal {
  const { groups } = request;
  if (request.user === '' && groups) return { name: '', groups };
  const caller = parseSubject(request.user, namespace);
  return isRefusal(caller) || !groups ? caller : { name: caller.name, groups };
}

function toAnswer(request: CanRequest, decision: Decision, reasonOfNo: () => string): CanAnswer {
  const reason = decision.reason ?? (decision.allowed === false ? reasonOfNo() : undefined);
  return {
    request,
    allowed: decision.allowed,
    ...(decision.authorizer === undefined ? {} : { authorizer: decision.authorizer }),
    ...(decision.by === undefined ? {} : { by: toBy(decision.by) }),
    ...(reason === undefined ? {} : { reason }),
  };
}

const RBAC = 'rbac.authorization.k8s.io';
/** What the node authorizer goes by, and may not have seen. */
const OF_NODES = ['/Pod', '/PersistentVolumeClaim', '/ServiceAccount'];

/** A list that was not read and may hold what allows the request after all. */
function missingFor(unread: readonly UnreadList[], user: UserInfo, request: AccessRequest): UnreadList | undefined {
  const namespace = isPathRequest(request) ? '' : (request.namespace ?? '');
  const wide = [`${RBAC}/ClusterRole`, `${RBAC}/ClusterRoleBinding`];
  const narrow = namespace === '' ? [] : [`${RBAC}/Role`, `${RBAC}/RoleBinding`];
  const isNode = user.name.startsWith('system:node:');
  return unread.find(
    (entry) =>
      wide.some((kind) => lacks(entry, kind, '')) ||
      narrow.some((kind) => lacks(entry, kind, namespace)) ||
      (isNode && (lacks(entry, '/PersistentVolume', '') || OF_NODES.some((kind) => lacks(entry, kind, namespace)))),
  );
}

/** Of an aggregated role, the role in which the rule really stands, so that the pointer leads to it. */
function toBy({ binding, roleOfRule, ruleIndex }: AllowedBy): { binding: string; role: string; pointer: string } {
  return { binding: objectId(binding), role: objectId(roleOfRule), pointer: `/rules/${ruleIndex}` };
}

/** Bindings whose role is not in the input: they grant nothing, until somebody creates it. */
function latentBindings(bindings: readonly BindingFact[], authorizer: Authorizer): readonly BindingFact[] {
  return bindings.filter(
    ({ roleKind, namespace, roleName }) => authorizer.roles.find(roleKind, namespace, roleName) === undefined,
  );
}

function reasonOfRefusal(latent: readonly BindingFact[], user: UserInfo, request: AccessRequest): string {
  const positions = new Set([positionOfUser(user.name), ...user.groups.map(positionOfGroup)]);
  const namespace = isPathRequest(request) ? '' : (request.namespace ?? '');
  const candidate = latent.find(
    (binding) =>
      (binding.namespace === '' || binding.namespace === namespace) &&
      binding.subjects.some((subject) => positions.has(positionOfSubject(subject))),
  );
  if (candidate === undefined) return 'no rule that applies to the caller allows it';
  return `no rule allows it; ${objectId(candidate)} names a ${candidate.roleKind} that is not in the input`;
}
