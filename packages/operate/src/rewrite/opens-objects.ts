// Whether an API server can read objects that only a plugin opens: their metadata, from etcd and not from its memory.
import { atOnce } from '@watertight/sources';
import type { ApiServerConnection } from '@watertight/sources';
import type { ObjectName } from './object-name.ts';
import { ServedPaths } from './served-paths.ts';

const OK = 200;

/**
 * `groups` holds, for each key_id, some objects that are stored with it: one that is gone says nothing. True where of each group one was
 * read; false where the server failed on any; undefined where neither can be said, as for want of rights.
 * A GET without resourceVersion is answered from etcd: https://kubernetes.io/docs/reference/using-api/api-concepts/#semantics-for-get-and-list
 */
export async function opensObjects(
  connection: ApiServerConnection,
  groups: readonly (readonly ObjectName[])[],
): Promise<boolean | undefined> {
  const paths = new ServedPaths(connection);
  const opened = new Set<number>();
  let hasFailed = false;
  const asked = groups.flatMap((objects, group) => objects.map((object) => ({ group, object })));
  await atOnce(asked, async ({ group, object }) => {
    const path = await paths.pathOf(object);
    const answer = typeof path === 'string' ? await connection.metadata(path) : { silence: path.reason };
    if ('silence' in answer) return;
    if (answer.status === OK) opened.add(group);
    else if (answer.status >= 500) hasFailed = true;
  });
  if (hasFailed) return false;
  return opened.size === groups.length ? true : undefined;
}
