// How explainers say that an object is created by its name: server-side apply, which resourceNames can limit.
import type { StepContext } from '../graph/rule-types.ts';

/** ` called NAME, by server-side apply,`, where the request of `create` carries a name; else empty. */
export function appliedName(request: StepContext['request']): string {
  const name = request?.verb === 'create' ? (request.name ?? '') : '';
  return name === '' ? '' : ` called ${name}, by server-side apply,`;
}
