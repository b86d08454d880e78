// What the API server sends to others: the pods behind an admission webhook see the Secrets that it is sent.
import { selectorMatches } from '../../facts/label-selector.ts';
import type { ServiceFact, WebhookFact } from '../../facts/cluster.ts';
import { labelsOfNamespace } from '../../reach/namespace-labels.ts';
import { EVERYWHERE } from '../nodes.ts';
import type { Citation } from '../rule-types.ts';
import { workloadIndexOf } from '../workload-index.ts';
import type { World } from '../world.ts';
import type { Relation } from './relation.ts';

type Webhook = WebhookFact['webhooks'][number];

/** A webhook that is sent Secrets and has its backend in the cluster. */
interface Backed {
  readonly configuration: WebhookFact;
  readonly webhook: Webhook;
  readonly service: ServiceFact;
}

function backedWebhooks(world: World): Backed[] {
  const services = new Map(world.facts.services.map((service) => [`${service.namespace}/${service.name}`, service]));
  return world.facts.webhooks.flatMap((configuration) =>
    configuration.webhooks.flatMap((webhook) => {
      const service = webhook.service && services.get(`${webhook.service.namespace}/${webhook.service.name}`);
      return service === undefined || !webhook.matchesSecrets ? [] : [{ configuration, webhook, service }];
    }),
  );
}

/** By the labels that are known: of a namespace that the input lacks, its name. */
function selects({ facts }: World, { namespaceSelector: selector }: Webhook, namespace: string): boolean {
  return selector === undefined || selectorMatches(selector, labelsOfNamespace(facts, namespace).known);
}

export const webhookIsSentSecret: Relation = {
  name: 'webhookIsSentSecret',
  pairs(nodes, emit) {
    const { world } = nodes;
    const backed = backedWebhooks(world);
    if (backed.length === 0) return;
    for (const { webhook, service } of backed) {
      const chosen = world.namespaces.filter((namespace) => selects(world, webhook, namespace));
      const hubs = chosen.length === world.namespaces.length ? [EVERYWHERE] : chosen;
      for (const index of nodes.workloads.selectedBy(service)) {
        for (const scope of hubs) emit(nodes.workload[index], nodes.hub('secret', scope));
      }
    }
  },
  cite(world, { from, to }) {
    const namespace = to.slice('secret:'.length, to.indexOf('/'));
    const index = workloadIndexOf(world);
    for (const { configuration, webhook, service } of backedWebhooks(world)) {
      if (!selects(world, webhook, namespace)) continue;
      const workload = index
        .selectedBy(service)
        .map((at) => world.workloads[at])
        .find((candidate) => candidate?.id === from);
      if (workload === undefined) continue;
      const evidence: Citation[] = [
        { object: configuration, pointer: `${webhook.pointer}/rules` },
        { object: configuration, pointer: `${webhook.pointer}/clientConfig/service` },
        { object: service, pointer: '/spec/selector' },
        { object: workload.members[0] ?? workload.root },
      ];
      return {
        evidence,
        objects: [configuration, service],
        namespace,
        detail: `webhook ${webhook.name} of ${configuration.name} sends Secrets to service ${service.namespace}/${service.name}`,
      };
    }
    return undefined;
  },
};
