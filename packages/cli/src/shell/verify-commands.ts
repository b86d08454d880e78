// The kubectl lines that check each step of a path by hand; none of them reads a value.
import type { ApiRequest, Path } from '@watertight/engine';

/** `kubectl auth can-i` as each step's position, where it is an API caller that kubectl can impersonate. */
export function verifyCommands(path: Path): string[] {
  const lines = path.steps.flatMap(({ from, request }) => {
    const as = request === undefined ? undefined : impersonation(from);
    return request === undefined || as === undefined ? [] : [`kubectl auth can-i ${question(request)} ${as}`];
  });
  return [...new Set(lines)];
}

function question({ verb, group, resource, subresource, namespace, name }: ApiRequest): string {
  const typed = group === '' ? resource : `${resource}.${group}`;
  const named = name === undefined ? typed : `${typed}/${name}`;
  return [verb, named, ...(subresource === undefined ? [] : [`--subresource=${subresource}`]), ...(namespace === undefined ? [] : [`-n ${namespace}`])].join(' ');
}

function impersonation(position: string): string | undefined {
  const [, kind = '', rest = ''] = /^([a-z]+):(.+)$/.exec(position) ?? [];
  switch (kind) {
    case 'serviceaccount': return `--as=system:serviceaccount:${rest.replace('/', ':')}`;
    case 'user': return `--as=${quoted(rest)}`;
    case 'group': return `--as=nobody --as-group=${quoted(rest)}`;
    case 'node': return rest === '*' ? undefined : `--as=system:node:${rest} --as-group=system:nodes`;
    default: return position === 'anonymous' ? '--as=system:anonymous --as-group=system:unauthenticated' : undefined;
  }
}

/** A name that a shell would read otherwise is put in quotes. */
function quoted(text: string): string {
  return /^[\w@.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
