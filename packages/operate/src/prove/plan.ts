// From a step to the requests that replay it: those it took, those that the facts stand for, and the ones of controllers.
import type { ApiRequest, CallerRequest } from '@watertight/engine';
import { callerOf } from './caller.ts';
import { podMakerOf } from './dry-runs/controllers.ts';
import { dryRunOf } from './dry-runs/dry-run-of.ts';
import { isBeside } from './dry-runs/try-out.ts';
import type { Occasion, Step, TryOut } from './dry-runs/try-out.ts';

export interface PlannedRequest extends CallerRequest {
  readonly tryOut?: TryOut;
  /** Asked only by trying it out: it is not the position that has to be allowed. */
  readonly isOfController?: true;
}

/** Empty where no API request shows the step. `path`: the steps among which it stands. */
export function planOf(step: Step, path: readonly Step[]): readonly PlannedRequest[] {
  const next = path.filter(({ from, needs }) => from === step.to || needs.includes(step.id));
  const way = { step, next };
  const requests = requestsOf(step);
  const planned = requests.map((asked): PlannedRequest => {
    const isTriedByAnother = requests.some(({ as, request }) => as === asked.as && isBeside(request, asked.request));
    return isTriedByAnother ? asked : withTryOut(way, asked);
  });
  return [...planned, ...planned.flatMap((asked) => podsOf(way, asked))];
}

type WayOn = Pick<Occasion, 'step' | 'next'>;

function requestsOf(step: Step): readonly CallerRequest[] {
  const request = step.request ?? ofNode(step);
  return step.requests ?? (request === undefined ? [] : [{ as: step.from, request }]);
}

function withTryOut(way: WayOn, asked: CallerRequest): PlannedRequest {
  const user = callerOf(asked.as);
  const tryOut = user && dryRunOf({ ...way, request: asked.request, user });
  return { ...asked, ...(tryOut && { tryOut }) };
}

/** What a node may do with what its pods reference, the Node authorizer decides: it can be asked. */
function ofNode({ technique, to }: Step): ApiRequest | undefined {
  if (technique !== 'E1') return undefined;
  const [, kind, namespace, name] = /^(secret|serviceaccount):([^/]+)\/(.+)$/s.exec(to) ?? [];
  if (namespace === undefined || name === undefined) return undefined;
  const where = { group: '', namespace, name };
  return kind === 'secret'
    ? { verb: 'get', resource: 'secrets', ...where }
    : { verb: 'create', resource: 'serviceaccounts', subresource: 'token', ...where };
}

/** Pods that a controller makes pass admission in its name, after the position's own request has passed. */
function podsOf(way: WayOn, { request, tryOut }: PlannedRequest): PlannedRequest[] {
  const as = podMakerOf(request);
  const user = as === undefined ? undefined : callerOf(as);
  if (as === undefined || user === undefined || tryOut === undefined) return [];
  const { namespace } = request;
  const pods = { verb: 'create', group: '', resource: 'pods', ...(namespace !== undefined && { namespace }) };
  const made = dryRunOf({ ...way, request: pods, user });
  return made === undefined ? [] : [{ as, request: pods, tryOut: made, isOfController: true }];
}
