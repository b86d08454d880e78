// Re-derives the techniques H: what the API server itself sends to others.
import { mapAt, listAt, textAt, textsAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import { makersOf } from '../pods.ts';
import { namespaceOf } from '../cluster.ts';
import type { StepCase } from '../step-case.ts';
import { unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

const ADMISSION = 'admissionregistration.k8s.io';
const WRITES = ['create', 'update', 'patch'];

function seesSecrets(webhook: unknown): boolean {
  return listAt(webhook, 'rules').some(
    (rule) =>
      textsAt(rule, 'apiGroups').some((group) => group === '' || group === '*') &&
      textsAt(rule, 'resources').some((resource) => ['secrets', '*', '*/*'].includes(resource)),
  );
}

/** The workload's pods stand behind the service. */
function serves(step: StepCase, position: string, service: Raw | undefined): boolean {
  const selector = mapAt(service, 'spec', 'selector');
  return (
    service !== undefined &&
    selector.size > 0 &&
    makersOf(step.cluster, position).some(({ object, metadata }) => {
      const labels = mapAt(metadata, 'labels');
      return (
        namespaceOf(object) === namespaceOf(service) && [...selector].every(([key, value]) => labels.get(key) === value)
      );
    })
  );
}

function standsBehindWebhook(step: StepCase): boolean {
  const configurations = [
    ...step.cluster.all('MutatingWebhookConfiguration'),
    ...step.cluster.all('ValidatingWebhookConfiguration'),
  ];
  return configurations
    .flatMap((configuration) => listAt(configuration, 'webhooks'))
    .filter(seesSecrets)
    .some((webhook) => {
      const id = `service:${textAt(webhook, 'clientConfig', 'service', 'namespace')}/${textAt(webhook, 'clientConfig', 'service', 'name')}`;
      return serves(step, step.step.from, step.cluster.find(id));
    });
}

function standsBehindApi(step: StepCase): boolean {
  return step.cluster
    .all('APIService')
    .some((api) =>
      serves(
        step,
        step.step.from,
        step.cluster.find(
          `service:${textAt(api, 'spec', 'service', 'namespace')}/${textAt(api, 'spec', 'service', 'name')}`,
        ),
      ),
    );
}

const writes = (step: StepCase, group: string, resources: readonly string[]): boolean =>
  resources.some((resource) => step.canSome({ verbs: WRITES, group, resource }));

export const extension: RuleTable = {
  H1: {
    best: 'conditional',
    served: true,
    check: (step) =>
      unless(
        writes(step, ADMISSION, ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations']) ||
          standsBehindWebhook(step),
        'neither writes a webhook nor stands behind one',
      ),
  },
  H2: {
    best: 'conditional',
    check: (step) =>
      unless(
        writes(step, ADMISSION, ['mutatingadmissionpolicies', 'validatingadmissionpolicies']),
        'may not write an admission policy',
      ),
  },
  H4: {
    best: 'conditional',
    served: true,
    check: (step) =>
      unless(
        writes(step, 'apiregistration.k8s.io', ['apiservices']) || standsBehindApi(step),
        'neither writes an APIService nor stands behind one',
      ),
  },
};
