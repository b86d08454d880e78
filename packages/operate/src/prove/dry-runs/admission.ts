// Objects that put the position into the way of others' requests: webhooks, admission policies, API services.
import { create, MERGE, patch, TRIED } from './try-out.ts';
import type { Maker } from './try-out.ts';

const SECRETS = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['secrets'] }];

/** An address that exists nowhere (RFC 2606); a dry run calls no webhook that it only tries out. */
const WEBHOOKS = [
  {
    name: `${TRIED}.watertight.invalid`,
    clientConfig: { url: 'https://watertight.invalid/' },
    rules: SECRETS,
    failurePolicy: 'Ignore',
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
  },
];

const CONFIGURATIONS: ReadonlyMap<string, string> = new Map([
  ['validatingwebhookconfigurations', 'ValidatingWebhookConfiguration'],
  ['mutatingwebhookconfigurations', 'MutatingWebhookConfiguration'],
]);

export const createWebhook: Maker = (occasion) =>
  create(occasion, {
    kind: CONFIGURATIONS.get(occasion.request.resource),
    webhooks: WEBHOOKS,
  });

export const patchWebhook: Maker = ({ request }) =>
  patch(request, { body: { webhooks: WEBHOOKS }, contentType: MERGE });

export const createPolicy: Maker = (occasion) =>
  create(occasion, {
    kind: 'ValidatingAdmissionPolicy',
    spec: {
      failurePolicy: 'Ignore',
      matchConstraints: { resourceRules: SECRETS },
      validations: [{ expression: 'true' }],
    },
  });

export const createPolicyBinding: Maker = (occasion) =>
  create(occasion, {
    kind: 'ValidatingAdmissionPolicyBinding',
    spec: { policyName: TRIED, validationActions: ['Audit'] },
  });

/** Of the core group, where the rule names none. */
export const patchApiService: Maker = ({ request }) =>
  patch(request, {
    name: 'v1.',
    body: { spec: { service: { namespace: 'default', name: TRIED }, insecureSkipTLSVerify: true } },
    contentType: MERGE,
  });
