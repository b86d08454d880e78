// One line an answer: yes, no or not known, the request, and who says so.
import type { CanAnswer, CanError, CanRequest, CanResult } from '@watertight/engine';
import { visible } from '../text/visible.ts';
import { hanging, type View } from './view.ts';

function requestText(request: CanRequest): string {
  if (request.path !== undefined) return `${request.verb} ${request.path}`;
  const { verb, group, resource = '', subresource, namespace, name, query } = request;
  const type = [resource, subresource].filter((part) => part !== undefined && part !== '').join('/');
  const full = group === undefined || group === '' ? type : `${type}.${group}`;
  const where = namespace === undefined || namespace === '' ? '' : ` in ${namespace}`;
  return `${verb} ${full}${name === undefined || name === '' ? '' : ` ${name}`}${where}${query === undefined ? '' : ` ?${query}`}`;
}

function source(answer: CanAnswer): string {
  const by = answer.by === undefined ? '' : ` by ${answer.by.binding} → ${answer.by.role} ${answer.by.pointer}`;
  const reason = answer.reason === undefined ? '' : `: ${answer.reason}`;
  const authorizer = answer.authorizer === undefined ? '' : ` (${answer.authorizer}${by})`;
  return visible(`${authorizer}${reason}`);
}

function answerLines(answer: CanAnswer | CanError, show: View): string[] {
  const { good, bad, warn } = show.paint;
  if ('error' in answer) return hanging('error    ', `line ${answer.line}: ${visible(answer.error)}`, show, warn);
  const groups = answer.request.groups === undefined ? '' : ` as ${answer.request.groups.join(', ')}`;
  const text = `${visible(`${answer.request.user}${groups}: ${requestText(answer.request)}`)}${source(answer)}`;
  if (answer.allowed === null) return hanging('unknown  ', text, show, warn);
  return answer.allowed ? hanging('yes      ', text, show, good) : hanging('no       ', text, show, bad);
}

export function* canTable(result: CanResult, show: View): Iterable<string> {
  for (const answer of result.answers) yield* answerLines(answer, show);
}
