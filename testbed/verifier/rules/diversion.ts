// Re-derives J6 and J7: whose connections are led elsewhere, or heard, while they carry a credential.
import { nameOf, namespaceOf } from '../cluster.ts';
import { requestName } from '../path.ts';
import type { Certainty } from '../path.ts';
import { containersOf, isSelected, nodesOf, podMakers, positionOf, runningMakersOf } from '../pods.ts';
import { at, mapAt, textsAt } from '../raw.ts';
import { hasIngress, isSecure, sentUrls, serviceOf, urlsBeside } from '../sent.ts';
import type { SentUrl } from '../sent.ts';
import type { StepCase } from '../step-case.ts';
import { unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

const DNS_MAPS = ['coredns', 'coredns-custom', 'kube-dns', 'node-local-dns'];
const isAddress = (host: string): boolean => /^[\d.]+$/.test(host);

/** The request of the step leads this connection elsewhere. */
function isLed({ cluster, request }: StepCase, sent: SentUrl): boolean {
  if (request === undefined) return false;
  const { resource, verb, namespace = '' } = request;
  if (resource === 'ingresses') return hasIngress(cluster, sent.host);
  if (isSecure(sent)) return false;
  const service = serviceOf(cluster, sent);
  const isThis =
    service !== undefined && namespaceOf(service) === namespace && nameOf(service) === requestName(request);
  if (resource === 'services')
    return (isThis && verb !== 'create') || (service === undefined && sent.host.includes('.'));
  if (resource === 'endpoints') return isThis && mapAt(service, 'spec', 'selector').size === 0;
  if (resource === 'endpointslices') return service !== undefined && namespaceOf(service) === namespace;
  const isDns = resource === 'configmaps' && namespace === 'kube-system';
  return isDns && !isAddress(sent.host) && DNS_MAPS.includes(requestName(request));
}

function listensOn(step: StepCase): ReadonlySet<string> {
  const makers = runningMakersOf(step.cluster, step.step.from).filter(({ spec }) => {
    const drops = containersOf(spec).every((container) =>
      textsAt(container, 'securityContext', 'capabilities', 'drop').some((name) =>
        /^(?:CAP_)?(?:ALL|NET_RAW)$/.test(name),
      ),
    );
    return at(spec, 'hostNetwork') === true && !drops;
  });
  return makers.length === 0 ? new Set() : nodesOf(step.cluster, step.step.from);
}

function nodesOfConnection({ cluster }: StepCase, sent: SentUrl): readonly string[] {
  const service = serviceOf(cluster, sent);
  const behind = service === undefined ? [] : podMakers(cluster).filter((maker) => isSelected(service, maker));
  return [sent.maker, ...behind].flatMap(({ object }) => [...nodesOf(cluster, positionOf(cluster, object))]);
}

function isHeard(step: StepCase, sent: SentUrl): boolean {
  const there = listensOn(step);
  return !isSecure(sent) && nodesOfConnection(step, sent).some((node) => node !== '*' && there.has(node));
}

type Holds = (step: StepCase, sent: SentUrl) => boolean;

/** A credential in the address goes there; of one beside it only the names say so. */
const bestOf =
  (holds: Holds) =>
  (step: StepCase): Certainty =>
    step.isMaster || sentUrls(step.cluster, step.step.to).some((sent) => holds(step, sent)) ? 'conditional' : 'assumed';

const someOf = ({ cluster, step }: StepCase): SentUrl[] => [
  ...sentUrls(cluster, step.to),
  ...urlsBeside(cluster, step.to),
];

export const diversion: RuleTable = {
  J6: {
    best: bestOf(isLed),
    check: (step) =>
      unless(
        step.isMaster || someOf(step).some((sent) => isLed(step, sent)),
        `the request leads no connection elsewhere that carries ${step.step.to}`,
      ),
  },
  J7: {
    best: bestOf(isHeard),
    relation: true,
    check: (step) =>
      unless(
        someOf(step).some((sent) => isHeard(step, sent)),
        `${step.step.from} hears no connection that carries ${step.step.to}`,
      ),
  },
};
