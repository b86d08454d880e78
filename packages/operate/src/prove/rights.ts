// Asks the API server's authorizers about a position: as the position where the caller may impersonate it, else about it.
// https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access
import type { ApiRequest, ProveMethod, UserInfo } from '@watertight/engine';
import { fieldsOf, impersonatedThings, textOf } from '@watertight/sources';
import type { Impersonation, Replied } from '@watertight/sources';
import { impersonationOf } from './caller.ts';
import { isSilence } from './server.ts';
import type { Server } from './server.ts';

const AUTHORIZATION = '/apis/authorization.k8s.io/v1';
const SELF = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
const FORBIDDEN = 403;
const CREATED = 201;

/** How requests are made with the position's rights. */
export interface Way {
  /** The caller is the position. */
  readonly isSelf: boolean;
  /** Absent where the caller may not impersonate it, or need not. */
  readonly as?: Impersonation;
}

export type Reviewed =
  | { readonly allowed: boolean; readonly how: ProveMethod; readonly status: number }
  | { readonly unanswered: string; readonly status?: number };

export class Rights {
  readonly #server: Server;
  readonly #ways = new Map<string, Promise<Way>>();
  #ownName: Promise<string> | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  /** Asked once of each position. */
  async wayTo(user: UserInfo): Promise<Way> {
    const key = JSON.stringify([user.name, user.groups]);
    const known = this.#ways.get(key) ?? this.#findWay(user);
    this.#ways.set(key, known);
    return await known;
  }

  /** Whether the authorizers allow it; what the position itself may not ask (`anonymous` asks nothing) is asked about it. */
  async review(user: UserInfo, request: ApiRequest): Promise<Reviewed> {
    const { isSelf, as } = await this.wayTo(user);
    const resourceAttributes = attributesOf(request);
    if (isSelf) return reviewed(await this.#self(resourceAttributes), 'access-review');
    if (as !== undefined) {
      const answer = reviewed(await this.#self(resourceAttributes, as), 'impersonation');
      if (!('unanswered' in answer) || answer.status !== FORBIDDEN) return answer;
    }
    const spec = { user: user.name, groups: user.groups, resourceAttributes };
    return reviewed(await this.#post('SubjectAccessReview', spec), 'access-review');
  }

  async #findWay(user: UserInfo): Promise<Way> {
    if (user.name !== '' && user.name === (await this.#own())) return { isSelf: true };
    if (!this.#server.connection.mayImpersonate) return { isSelf: false };
    const as = impersonationOf(user);
    for (const target of impersonatedThings(as)) {
      const answer = reviewed(await this.#self(attributesOf({ verb: 'impersonate', ...target })), 'access-review');
      if (!('allowed' in answer) || !answer.allowed) return { isSelf: false };
    }
    return { isSelf: false, as };
  }

  /** Empty where the server does not say. */
  #own(): Promise<string> {
    this.#ownName ??= this.#server
      .ask(
        async ({ review }) => await review(SELF, { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }),
      )
      .then((answer) => {
        if (isSilence(answer) || answer.status !== CREATED) return '';
        return textOf(fieldsOf(fieldsOf(fieldsOf(answer.value)['status'])['userInfo'])['username']);
      });
    return this.#ownName;
  }

  #self(resourceAttributes: object, as?: Impersonation): Promise<Replied> {
    return this.#post('SelfSubjectAccessReview', { resourceAttributes }, as);
  }

  async #post(kind: string, spec: object, as?: Impersonation): Promise<Replied> {
    const body = { apiVersion: 'authorization.k8s.io/v1', kind, spec };
    const path = `${AUTHORIZATION}/${kind.toLowerCase()}s`;
    return await this.#server.ask(async ({ review }) => await review(path, body, as));
  }
}

/** A list by `fieldSelector=metadata.name=X` is authorized as one of the name X, which the request carries. */
function attributesOf({ verb, group, resource, subresource, namespace, name }: ApiRequest): object {
  return { verb, group, version: '*', resource, subresource, namespace, name };
}

function reviewed(answer: Replied, how: ProveMethod): Reviewed {
  if (isSilence(answer)) return { unanswered: answer.silence };
  const { status } = answer;
  const allowed = fieldsOf(fieldsOf(answer.value)['status'])['allowed'];
  if (status === CREATED && typeof allowed === 'boolean') return { allowed, how, status };
  if (status === FORBIDDEN)
    return { unanswered: 'the caller may neither impersonate the position nor create SubjectAccessReviews', status };
  return { unanswered: `the server does not answer access reviews (${status})`, status };
}
