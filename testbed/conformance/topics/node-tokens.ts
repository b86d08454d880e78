// ConfigMaps and tokens of a node’s pods, and what mirror pods do not give.
import type { ApiObject } from '../../cluster/client.ts';
import { MARK, type Topic } from '../row.ts';

const AT = '/api/v1/namespaces/{ns}';
const IMAGE = 'example.test/none';
const subject = 'node:{ns}';
const main = { name: 'main', image: IMAGE };
const ref = { name: 'db' };
const useDb = [{ name: 'DB', valueFrom: { secretKeyRef: { ...ref, key: 'password' } } }];

function pod(spec: object, more: object = {}): ApiObject {
  const whole = { nodeName: '{ns}', containers: [main], ...spec };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: '{ns}' }, spec: whole, ...more };
}

const byEnv = pod({ containers: [{ ...main, env: useDb }] });
const settings = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: '{ns}' },
  data: { word: MARK },
};
const bySettings = { containers: [{ ...main, envFrom: [{ configMapRef: { name: 'settings' } }] }] };
const mirror = { name: 'web', namespace: '{ns}', annotations: { 'kubernetes.io/config.mirror': 'x' } };
const GET_SETTINGS = `GET ${AT}/configmaps/settings`;
const app = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'app', namespace: '{ns}' } };

export const nodeTokens: Topic = {
  title: 'What a node reads: ConfigMaps, mirror pods, tokens',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
    'kubernetes plugin/pkg/auth/authorizer/node/graph.go, pkg/api/v1/pod/util.go (VisitPodSecretNames)',
  ],
  rows: [
    {
      id: 'node-configmap',
      rule: 'ConfigMaps are read by reference too',
      subject,
      objects: [settings, pod(bySettings)],
      request: GET_SETTINGS,
      verdict: '200 data',
      reads: 'no',
      twin: { objects: [settings, pod({})], verdict: '403', reads: 'no' },
    },
    {
      id: 'node-configmap-key',
      rule: 'by a single key, or a volume',
      subject,
      objects: [settings, pod({ volumes: [{ name: 'v', configMap: { name: 'settings' } }] })],
      request: GET_SETTINGS,
      verdict: '200 data',
      reads: 'no',
      twin: {
        objects: [settings, pod({ volumes: [{ name: 'v', configMap: { name: 'other' } }] })],
        verdict: '403',
        reads: 'no',
      },
    },
    {
      id: 'node-mirror',
      rule: 'a mirror pod gives its node nothing',
      subject,
      objects: [settings, pod(bySettings)],
      request: GET_SETTINGS,
      verdict: '200 data',
      reads: 'no',
      twin: { objects: [settings, { ...pod(bySettings), metadata: mirror }], verdict: '403', reads: 'no' },
    },
    {
      id: 'node-mirror-secret',
      rule: 'and may not refer to a Secret at all',
      subject: 'group:system:masters',
      request: `POST ${AT}/pods?dryRun=All`,
      body: { ...byEnv, metadata: { name: 'other' } },
      verdict: '201',
      twin: { body: { ...byEnv, metadata: { ...mirror, name: 'other' } }, verdict: '403 afterwards' },
    },
    {
      id: 'node-token',
      rule: 'a token of the account that a pod runs as',
      subject,
      objects: [app, pod({ serviceAccountName: 'app' })],
      request: 'create serviceaccounts/token app @{ns}',
      verdict: 'allowed',
      twin: { objects: [app, pod({})], verdict: 'denied' },
    },
    {
      id: 'node-token-bound',
      rule: 'bound to that pod, and not otherwise',
      subject,
      objects: [app, pod({ serviceAccountName: 'app' })],
      request: 'create serviceaccounts/token app @{ns}',
      verdict: 'allowed',
      twin: {
        request: `POST ${AT}/serviceaccounts/app/token`,
        body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} },
        verdict: '403 afterwards',
      },
    },
    {
      id: 'node-account',
      since: '1.34',
      rule: 'since 1.34 it gets the account as well',
      subject,
      objects: [app, pod({ serviceAccountName: 'app' })],
      request: `GET ${AT}/serviceaccounts/app`,
      verdict: '200',
      twin: { objects: [app, pod({})], verdict: '403' },
    },
    {
      id: 'node-account-before',
      until: '1.33',
      rule: 'before 1.34 it may ask for tokens only',
      subject,
      objects: [app, pod({ serviceAccountName: 'app' })],
      request: 'create serviceaccounts/token app @{ns}',
      verdict: 'allowed',
      twin: { request: `GET ${AT}/serviceaccounts/app`, verdict: '403' },
    },
  ],
};
