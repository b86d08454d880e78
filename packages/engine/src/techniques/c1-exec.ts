// C1: run a command in a running pod.
import type { Technique } from '../graph/rule-types.ts';
import { deploymentManifest, podManifest, roleManifest } from './example-manifests.ts';
import { podsOf } from './pod-specs.ts';

const SPEC = '{ automountServiceAccountToken: false, containers: [{ name: web, image: web }] }';
const web = podManifest(SPEC);
const onExec = (verbs: string, more = ''): string =>
  `{ apiGroups: [""], resources: [pods/exec], verbs: [${verbs}]${more} }`;
const INTO_WEB = { from: 'serviceaccount:shop/app', to: 'pod:shop/web' } as const;

export const c1: Technique = {
  id: 'C1',
  title: 'Execute in a pod',
  why: 'A command in a container sees its environment, its mounts and its token. It takes create on pods/exec, and neither get nor list on pods. Up to 1.34 a WebSocket upgrade is a GET, and get on pods/exec suffices.',
  fix: 'Remove create and get on pods/exec, or limit them with resourceNames.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb',
    'https://github.com/kubernetes/kubernetes/issues/133515',
  ],
  asks: {
    create: { verbs: ['create'], group: '', resource: 'pods', subresource: 'exec', names: 'carried' },
    get: { verbs: ['get'], group: '', resource: 'pods', subresource: 'exec', names: 'carried' },
  },
  rules: [
    { type: 'grant', asks: ['create'], gains: { kind: 'pod' }, certainty: 'certain' },
    { type: 'grant', asks: ['get'], gains: { kind: 'pod' }, certainty: 'certain', until: '1.34' },
  ],
  explain: ({ from, to, request }) => ({
    because:
      request?.verb === 'get'
        ? `${from} may execute in ${podsOf(to)} over a WebSocket, which takes only get`
        : `${from} may execute in ${podsOf(to)}`,
    conditions: [],
  }),
  examples: {
    exposed: [
      {
        name: 'any pod of the namespace',
        manifests: web + roleManifest({ rules: [onExec('create')] }),
        ...INTO_WEB,
        certainty: 'certain',
      },
      {
        name: 'one pod by name',
        manifests: web + roleManifest({ rules: [onExec('create', ', resourceNames: [web]')] }),
        ...INTO_WEB,
        certainty: 'certain',
      },
      {
        name: 'get, up to 1.34',
        manifests: web + roleManifest({ rules: [onExec('get')] }),
        ...INTO_WEB,
        certainty: 'certain',
        kubernetesVersion: '1.34',
      },
      {
        name: 'get, version unknown',
        manifests: web + roleManifest({ rules: [onExec('get')] }),
        ...INTO_WEB,
        certainty: 'conditional',
      },
      {
        name: 'exec of any resource',
        manifests:
          deploymentManifest(SPEC) +
          roleManifest({ rules: ['{ apiGroups: [""], resources: ["*/exec"], verbs: [create] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'deployment:shop/web',
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'another pod',
        manifests: web + roleManifest({ rules: [onExec('create', ', resourceNames: [api]')] }),
        ...INTO_WEB,
      },
      {
        name: 'get since 1.35',
        manifests: web + roleManifest({ rules: [onExec('get')] }),
        ...INTO_WEB,
        kubernetesVersion: '1.35',
      },
      {
        name: 'pods/* is a literal',
        manifests: web + roleManifest({ rules: ['{ apiGroups: [""], resources: [pods/*], verbs: [create] }'] }),
        ...INTO_WEB,
      },
      {
        name: 'pods without the subresource',
        manifests: web + roleManifest({ rules: ['{ apiGroups: [""], resources: [pods], verbs: [get, list, watch] }'] }),
        ...INTO_WEB,
      },
      {
        name: 'a pod that has ended',
        manifests: web.replace('Running', 'Failed') + roleManifest({ rules: [onExec('create')] }),
        ...INTO_WEB,
      },
    ],
  },
};
