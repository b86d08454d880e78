// kubectl commands that ask a live API server the same questions as a path's steps; they read answers, never a Secret.
import type { ApiRequest, Path, Step } from '@watertight/engine';
import { idParts } from './phrase.ts';
import { command } from './shell.ts';

/** kubectl insists on a user beside a group. */
const SOMEBODY = 'somebody';

/** `--as` and `--as-group` of a position; none for what is no API identity. */
function impersonation(position: string): string[] | undefined {
  const { kind, namespace, name } = idParts(position);
  switch (kind) {
    case 'serviceaccount':
      return namespace === undefined ? undefined : [`--as=system:serviceaccount:${namespace}:${name}`];
    case 'user':
      return [`--as=${name}`];
    case 'group':
      return [`--as=${SOMEBODY}`, `--as-group=${name}`];
    case 'anonymous':
      return ['--as=system:anonymous', '--as-group=system:unauthenticated'];
    case 'node':
      return name === '*' ? undefined : [`--as=system:node:${name}`, '--as-group=system:nodes'];
    default:
      return undefined;
  }
}

function question({ verb, group, resource, subresource, namespace, name }: ApiRequest): string[] {
  const type = group === '' ? resource : `${resource}.${group}`;
  return [
    verb,
    name === undefined || name === '' ? type : `${type}/${name}`,
    ...(subresource === undefined || subresource === '' ? [] : [`--subresource=${subresource}`]),
    ...(namespace === undefined || namespace === '' ? [] : ['-n', namespace]),
  ];
}

function checks({ from, request, requests = request === undefined ? [] : [{ as: from, request }] }: Step): string[] {
  return requests.flatMap(({ as, request: asked }) => {
    const who = impersonation(as);
    const line = who && command('kubectl', ['auth', 'can-i', ...question(asked), ...who]);
    return line === undefined ? [] : [line];
  });
}

/**
 * `kubectl auth can-i …` for every API request that a step takes of an identity, in order, each once. Steps through mounts or
 * nodes have no such question, and a name that cannot be typed has no command.
 */
export function verifyCommands(path: Path): string[] {
  return [...new Set(path.steps.flatMap(checks))];
}
