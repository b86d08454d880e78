// Which logs a path in a shipper's settings names.
import type { Carried } from '../../facts/log-output.ts';

/** Files called POD_NAMESPACE_CONTAINER-ID.log, folders called NAMESPACE_POD_UID, folders called by a container's id. */
const CONTAINER_LOGS = /^\/var\/(?:log\/containers|log\/pods|lib\/docker\/containers)\/(.*)$/s;
/** What names no pod: wildcards, and the endings that all files have. */
const NAMELESS = /\.log|-json|[*?/.]|\d(?=\*|\.)/g;
const VARIABLE = /\$\{|\$[A-Z_]|#\{|\$\(|\{\{/;

/** https://kubernetes.io/docs/concepts/cluster-administration/logging/#log-location-node */
function carriedBy(path: string): Carried {
  if (VARIABLE.test(path)) return 'unknown';
  const [, rest] = CONTAINER_LOGS.exec(path) ?? [];
  if (rest === undefined) return /^\/var\/log\/?\*\*/.test(path) ? 'every-pod' : 'logs';
  return rest.replace(NAMELESS, '') === '' ? 'every-pod' : 'some-pods';
}

const WIDEST: readonly Carried[] = ['every-pod', 'unknown', 'some-pods', 'logs'];

/** The most that any of them names; undefined for none. */
export function widest(all: readonly Carried[]): Carried | undefined {
  return WIDEST.find((carried) => all.includes(carried));
}

/** Of a list of paths, as programs take it: an array, or one text with commas. */
export function logsOfPaths(paths: readonly string[]): Carried {
  const each = paths.flatMap((path) => path.split(',')).map((path) => path.trim());
  return widest(each.filter((path) => path !== '').map(carriedBy)) ?? 'unknown';
}
