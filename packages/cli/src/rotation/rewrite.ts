// One round of storing again what the new key does not store, as etcd shows it.
import { storedPlace } from '@watertight/encryption';
import { rewriteObjects } from '@watertight/operate';
import type { ObjectName, Rewritten } from '@watertight/operate';
import type { Observed, RotationPlace } from './rotation.ts';

const REFUSED_SHOWN = 10;

export async function rewrite(
  { servers, etcd }: RotationPlace,
  { old, evidence }: Observed,
  say: (line: string) => void,
): Promise<Rewritten> {
  const [connection] = servers;
  if (connection === undefined) throw new Error('a rotation without API servers');
  say(`rewrite: ${old.length} of ${evidence.store?.old ?? old.length} objects`);
  const names = old.flatMap(({ key }) => storedPlace(key, etcd.prefix) ?? []);
  const round = await rewriteObjects(connection, names);
  const { rewritten, unchanged, gone, refused } = round;
  say(`rewrite: ${rewritten} written again, ${unchanged} as they should be, ${gone} gone, ${refused.length} refused`);
  for (const { object, reason } of refused.slice(0, REFUSED_SHOWN)) say(`  ${nameOf(object)}: ${reason}`);
  return round;
}

function nameOf({ resource, namespace, name }: ObjectName): string {
  return `${resource} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
