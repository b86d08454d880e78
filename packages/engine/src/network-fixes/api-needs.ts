// Connections with the API server: of pods whose account has rights there, and of the server itself to webhooks and aggregated APIs.
import type { CalledService } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { BindingFact } from '../facts/rbac.ts';
import { apiServerOf } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import { NeedList } from './declared-need.ts';
import type { Group, Groups } from './groups.ts';
import { endOfGroup } from './host-ends.ts';
import type { NeedEnd, Needs, NeedSource } from './need.ts';
import type { ServiceEnds } from './service-ends.ts';

const UNKNOWN = 'where the API server is is not in the input: add the EndpointSlice of default/kubernetes';
/** Of webhooks and aggregated APIs where none is written: `CalledService`. */
const WEBHOOK_PORT = 443;

export function apiNeeds(facts: Facts, groups: Groups, ends: ServiceEnds): Needs {
  const list = new NeedList();
  const server = apiServerOf(facts);
  const agents = agentsOf(groups, facts);
  const sources = agents.length > 0 || server === undefined ? agents : [server.source];
  addAccounts(list, { facts, groups, server });
  for (const called of calledServices(facts)) {
    const service = ends.service(called.namespace, called.name);
    const declared = { ...called, namespace: called.namespace };
    if (service === undefined) list.miss(`service:${called.namespace}/${called.name} is not in the input`, declared);
    else if (sources.length === 0) list.miss(UNKNOWN, declared);
    else list.add(sources, ends.ofService(service, called.port ?? WEBHOOK_PORT, 'TCP'), declared);
  }
  return list;
}

/**
 * Where the control plane is apart from the cluster, its calls leave from these pods.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/setup-konnectivity/
 */
function agentsOf(groups: Groups, facts: Facts): NeedEnd[] {
  return groups
    .in('kube-system')
    .filter(({ pods }) => pods.some(({ podLabels }) => podLabels?.get('k8s-app') === 'konnectivity-agent'))
    .flatMap((group) => endOfGroup(group, facts) ?? []);
}

interface Called extends CalledService {
  readonly source: NeedSource;
  readonly text: string;
  readonly evidence: readonly {
    readonly object: Facts['webhooks'][number] | Facts['apiServices'][number];
    readonly pointer?: string;
  }[];
}

function calledServices({ webhooks, apiServices }: Facts): Called[] {
  const hooks = webhooks.flatMap((object) =>
    object.webhooks.flatMap(({ name, service, pointer }): Called[] =>
      service === undefined
        ? []
        : [
            {
              ...service,
              source: 'webhook',
              text: `${objectId(object)} has the API server call ${name}`,
              evidence: [{ object, pointer }],
            },
          ],
    ),
  );
  const apis = apiServices.flatMap((object): Called[] =>
    object.service === undefined
      ? []
      : [
          {
            ...object.service,
            source: 'webhook',
            text: `${objectId(object)} has the API server pass requests on`,
            evidence: [{ object }],
          },
        ],
  );
  return [...hooks, ...apis];
}

/** Rights that somebody gave an account of its own mean that its pods ask the API server; groups give them to everybody. */
function addAccounts(
  list: NeedList,
  { facts, groups, server }: { readonly facts: Facts; readonly groups: Groups; readonly server: ApiServer | undefined },
): void {
  const bindings = bindingsByAccount(facts.bindings);
  for (const group of groups.all) {
    const found = group.onHost ? undefined : bindingOf(group, facts, bindings);
    if (found === undefined) continue;
    const { binding, account, index } = found;
    const declared = {
      source: 'api-server',
      text: `${objectId(binding)} gives ${account} rights on the API server`,
      evidence: [{ object: binding, pointer: `/subjects/${index}` }],
      namespace: group.namespace,
    } as const;
    if (server === undefined) list.miss(UNKNOWN, declared);
    else list.add([{ kind: 'group', group }], { targets: server.targets }, declared);
  }
}

interface Bound {
  readonly binding: BindingFact;
  readonly index: number;
}

function bindingsByAccount(bindings: readonly BindingFact[]): Map<string, Bound> {
  const found = new Map<string, Bound>();
  for (const binding of bindings)
    for (const { kind, namespace, name, index } of binding.subjects) {
      const account = `serviceaccount:${namespace}/${name}`;
      if (kind === 'ServiceAccount' && binding.expected !== true && !found.has(account))
        found.set(account, { binding, index });
    }
  return found;
}

function bindingOf(
  { pods, namespace }: Group,
  { podSpecs, serviceAccounts }: Facts,
  bindings: ReadonlyMap<string, Bound>,
): (Bound & { readonly account: string }) | undefined {
  for (const spec of new Set(pods.map((pod) => podSpecs[pod.spec]))) {
    if (spec === undefined) continue;
    const account = `serviceaccount:${namespace}/${spec.serviceAccount}`;
    const bound = bindings.get(account);
    const fact = serviceAccounts.find((one) => one.namespace === namespace && one.name === spec.serviceAccount);
    const isMounted = spec.automountToken ?? fact?.automountToken ?? true;
    if (bound !== undefined && (isMounted || spec.tokens.some(({ mounted }) => mounted))) return { ...bound, account };
  }
  return undefined;
}
