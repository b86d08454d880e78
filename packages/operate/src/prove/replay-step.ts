// Replays the requests of one step and judges the step by them.
import type { ApiRequest, Path, ProveOutcome, ReplayedRequest, ReplayedStep, UserInfo } from '@watertight/engine';
import { isSilence } from './server.ts';
import type { Server } from './server.ts';
import { callerOf, roleOf } from './caller.ts';
import type { RoleName } from './caller.ts';
import { pathOf } from './dry-runs/try-out.ts';
import type { Step, TryOut } from './dry-runs/try-out.ts';
import { planOf } from './plan.ts';
import type { PlannedRequest } from './plan.ts';
import { isChangeRefused, refusalOf } from './refusal.ts';
import { Rights } from './rights.ts';
import type { Way } from './rights.ts';
import { roleAllows } from './role-rules.ts';
import { Served } from './served.ts';
import { beyondRequests, untestable } from './untestable.ts';

type Verdict = Omit<ReplayedRequest, 'as' | 'request'>;

const SUCCESS = 300;
const OK = 200;
const RBAC = 'rbac.authorization.k8s.io';
const ALLOWED = 'the authorizers allow it';
const REFUSED = 'the authorizers refuse it';

export class StepReplayer {
  readonly #server: Server;
  readonly #rights: Rights;
  readonly #served: Served;
  /** Many paths share their steps' requests: each is sent once. */
  readonly #known = new Map<string, Promise<Verdict>>();

  constructor(server: Server) {
    this.#server = server;
    this.#rights = new Rights(server);
    this.#served = new Served(server);
  }

  async replay(path: Path, step: Step): Promise<ReplayedStep> {
    const planned = planOf(step, path.steps);
    const replays: ReplayedRequest[] = [];
    for (const asked of planned) {
      const verdict = await this.#once(asked);
      if (verdict !== undefined) replays.push({ as: asked.as, request: asked.request, ...verdict });
    }
    return { ...judged(path.id, step, deciding(planned, replays)), replays };
  }

  /** Undefined for the pods of a controller that cannot be impersonated: whether the position may act is settled without. */
  async #once(asked: PlannedRequest): Promise<Verdict | undefined> {
    const key = JSON.stringify([asked.as, asked.request, asked.tryOut?.path, asked.tryOut?.dryRun.body]);
    const user = callerOf(asked.as);
    if (asked.isOfController === true && user !== undefined) {
      const { as } = await this.#rights.wayTo(user);
      if (as === undefined) return undefined;
    }
    const known = this.#known.get(key) ?? this.#ask(asked, user);
    this.#known.set(key, known);
    return await known;
  }

  async #ask({ as, request, tryOut }: PlannedRequest, user: UserInfo | undefined): Promise<Verdict> {
    const role = roleOf(as);
    if (role !== undefined) return await this.#byRole(role, request);
    if (user === undefined) return { result: 'not-testable', reason: unknownCaller(as) };
    const reviewed = await this.#rights.review(user, request);
    if ('unanswered' in reviewed) {
      const { unanswered, status } = reviewed;
      return { result: 'not-testable', reason: unanswered, ...(status !== undefined && { status }) };
    }
    const { allowed, how, status } = reviewed;
    if (!allowed) return { result: 'refuted', how, status, reason: REFUSED };
    if (!(await this.#served.serves(request)))
      return { result: 'refuted', how, status, reason: 'the authorizers allow it, but the server does not serve it' };
    if (tryOut === undefined) return { result: 'confirmed', how, status, reason: ALLOWED };
    const way = await this.#rights.wayTo(user);
    if (way.isSelf || way.as !== undefined) return await this.#tryOut(tryOut, way);
    return { result: 'confirmed', how, status, reason: `${ALLOWED}; admission was not asked` };
  }

  async #tryOut({ path, dryRun, wantsFree }: TryOut, { as }: Way): Promise<Verdict> {
    const answer = await this.#server.ask(async (connection) => await connection.tryOut(path, dryRun, as));
    if (isSilence(answer)) return { result: 'not-testable', how: 'dry-run', reason: answer.silence };
    const { status } = answer;
    const isTaken = wantsFree === true && (status === OK || isChangeRefused(answer));
    if (isTaken) return { result: 'refuted', how: 'dry-run', status, reason: 'an object of that name exists already' };
    if (status < SUCCESS) return { result: 'confirmed', how: 'dry-run', status, reason: 'the server accepts it' };
    return { ...refusalOf(answer), how: 'dry-run', status };
  }

  /** A role that was gained, in steps before, and that nobody is bound to: nothing was created. */
  async #byRole(role: RoleName, request: ReplayedRequest['request']): Promise<Verdict> {
    const resource = role.kind === 'Role' ? 'roles' : 'clusterroles';
    const where = role.namespace === '' ? {} : { namespace: role.namespace };
    const path = pathOf({ verb: 'get', group: RBAC, resource, ...where }, role.name);
    if (path === undefined) return { result: 'refuted', reason: 'no role can have that name' };
    const answer = await this.#server.ask(async ({ read }) => await read(path));
    const how = 'role-rules';
    if (isSilence(answer)) return { result: 'not-testable', how, reason: answer.silence };
    const { status, value } = answer;
    if (status === 404) return { result: 'refuted', how, status, reason: 'the role does not exist' };
    if (status !== OK)
      return { result: 'not-testable', how, status, reason: `the caller may not read the role (${status})` };
    return roleAllows(role, value, request)
      ? { result: 'confirmed', how, status, reason: 'the role’s rules allow it' }
      : { result: 'refuted', how, status, reason: 'the role’s rules do not allow it' };
  }
}

function unknownCaller(position: string): string {
  return position === 'node:*' ? 'which node it is, is not known' : `${position} makes no API requests of its own`;
}

function askedOf({ verb, resource, subresource }: ApiRequest): string {
  return `${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`}`;
}

/** Without those that the server asked about by itself when it tried another one: they decide nothing. */
function deciding(planned: readonly PlannedRequest[], replays: readonly ReplayedRequest[]): ReplayedRequest[] {
  const tried = new Set(replays.filter(({ how }) => how === 'dry-run').map(({ request }) => request));
  const settled = new Set(
    planned.flatMap(({ as, request, tryOut }) =>
      tried.has(request) ? (tryOut?.settles ?? []).map((asked) => `${as}\0${asked}`) : [],
    ),
  );
  return replays.filter(({ as, how, request }) => how === 'dry-run' || !settled.has(`${as}\0${askedOf(request)}`));
}

/** The first refusal decides, then the first that cannot be tested, then what was tried rather than reviewed, then the last. */
function judged(path: string, step: Step, replays: readonly ReplayedRequest[]): Omit<ReplayedStep, 'replays'> {
  const { technique, from, to } = step;
  const decisive =
    replays.find(({ result }) => result === 'refuted') ??
    replays.find(({ result }) => result === 'not-testable') ??
    replays.find(({ how }) => how === 'dry-run') ??
    replays.at(-1);
  const more = decisive?.result === 'confirmed' ? beyondRequests(technique) : undefined;
  const result: ProveOutcome = more === undefined ? (decisive?.result ?? 'not-testable') : 'not-testable';
  return {
    path,
    step: step.id,
    result,
    ...(decisive?.status !== undefined && { status: decisive.status }),
    technique,
    from,
    to,
    ...(decisive !== undefined && { request: decisive.request }),
    ...(decisive?.how !== undefined && { how: decisive.how }),
    reason: more ?? decisive?.reason ?? untestable(technique),
  };
}
