// Re-derives the techniques H: what the API server itself sends to others.
import { isSelected, makersOf } from '../pods.ts';
import { at, listAt, textAt, textsAt } from '../raw.ts';
import { selects } from '../rbac.ts';
import type { StepCase } from '../step-case.ts';
import { maySome } from './free-names.ts';
import { unless } from './rule.ts';
import type { RuleTable, Window } from './rule.ts';

const ADMISSION = 'admissionregistration.k8s.io';
/** First minor version that serves MutatingAdmissionPolicies by default. */
const MUTATING_POLICIES = '1.36';
const WEBHOOKS = ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'];
const WRITES = ['create', 'update', 'patch'];

function seesSecrets(webhook: unknown): boolean {
  return listAt(webhook, 'rules').some(
    (rule) =>
      textsAt(rule, 'apiGroups').some((group) => group === '' || group === '*') &&
      textsAt(rule, 'resources').some((resource) => ['secrets', '*', '*/*'].includes(resource)),
  );
}

/** The workload's pods stand behind the Service that a client configuration names. */
function serves(step: StepCase, reference: unknown): boolean {
  const service = step.cluster.find(`service:${textAt(reference, 'namespace')}/${textAt(reference, 'name')}`);
  return service !== undefined && makersOf(step.cluster, step.step.from).some((maker) => isSelected(service, maker));
}

/** Every namespace has its name as a label. */
function concerns(step: StepCase, webhook: unknown): boolean {
  const { namespace } = step.to;
  const labels = new Map([...step.cluster.labelsOfNamespace(namespace), ['kubernetes.io/metadata.name', namespace]]);
  return seesSecrets(webhook) && selects(at(webhook, 'namespaceSelector'), labels);
}

function standsBehindWebhook(step: StepCase): boolean {
  const configurations = [
    ...step.cluster.all('MutatingWebhookConfiguration'),
    ...step.cluster.all('ValidatingWebhookConfiguration'),
  ];
  const webhooks = configurations.flatMap((configuration) => listAt(configuration, 'webhooks'));
  return webhooks.some((webhook) => concerns(step, webhook) && serves(step, at(webhook, 'clientConfig', 'service')));
}

const standsBehindApi = (step: StepCase): boolean =>
  step.cluster.all('APIService').some((api) => serves(step, at(api, 'spec', 'service')));

const writes = (step: StepCase, group: string, resources: readonly string[]): boolean =>
  resources.some((resource) => maySome(step, { verbs: WRITES, group, resource }));

/** Writes a policy and what binds it, or changes a policy that a binding in the input names. */
function bindsPolicy(step: StepCase, type: 'validating' | 'mutating'): boolean {
  const kind = type === 'validating' ? 'ValidatingAdmissionPolicyBinding' : 'MutatingAdmissionPolicyBinding';
  const resource = `${type}admissionpolicies`;
  const bound = step.cluster.all(kind).map((binding) => textAt(binding, 'spec', 'policyName'));
  return (
    (writes(step, ADMISSION, [resource]) && writes(step, ADMISSION, [`${type}admissionpolicybindings`])) ||
    bound.some((name) => name !== '' && step.can({ verbs: ['update', 'patch'], group: ADMISSION, resource, name }))
  );
}

/** The policy's message tells whoever updates the Secret what stood there before. */
function quotesOld(step: StepCase): boolean {
  const { namespace, name } = step.to;
  const updates = step.can({ verbs: ['update', 'patch'], resource: 'secrets', namespace, name });
  return updates && bindsPolicy(step, 'validating');
}

export const extension: RuleTable = {
  H1: {
    best: 'conditional',
    served: true,
    check: (step) =>
      unless(
        // Only a mutating webhook adds containers to pods, and with them accounts.
        writes(step, ADMISSION, step.to.kind === 'secret' ? WEBHOOKS : WEBHOOKS.slice(0, 1)) ||
          (step.to.kind === 'secret' && standsBehindWebhook(step)),
        'neither writes a webhook nor stands behind one',
      ),
  },
  H2: {
    best: 'conditional',
    join: true,
    window: (step): Window => (step.to.startsWith('secret:') ? {} : { since: MUTATING_POLICIES }),
    check: (step) =>
      unless(
        step.to.kind === 'secret' ? quotesOld(step) : bindsPolicy(step, 'mutating'),
        'may not write and bind such a policy',
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
