// L4: ask the API server for a container's log that holds a credential.
import type { Technique } from '../graph/rule-types.ts';
import { onKind } from './credential-examples.ts';
import { clusterRoleManifest, deploymentManifest, roleManifest } from './example-manifests.ts';
import { LOG_OF_WEB, logFindings, loggedPod } from './log-examples.ts';

const FROM_APP = { from: 'serviceaccount:shop/app', to: LOG_OF_WEB } as const;
const logged = logFindings() + loggedPod();
const reads = (rule: string, namespace = 'shop'): string => roleManifest({ namespace, rules: [rule] });
const asksNodes = (resource: string, verbs = 'get', names?: string): string =>
  clusterRoleManifest({ rules: [onKind(resource, verbs, names)] });

export const l4: Technique = {
  id: 'L4',
  title: 'Ask for a log that holds a credential',
  why: 'A credential that a program prints stands in the log of its container until that is rotated away. Whoever may get pods/log reads it, as view, edit and admin let everyone do in a namespace; so does whoever may get nodes/proxy, by the kubelet’s own API, and nodes/log, where the kubelet serves its folder of logs. Reading pods, or running in the container, does not show what was written; to attach shows only what is written from then on. Which logs hold one is known from the findings of detect --logs, given with -f.',
  fix: 'Change the credential, and stop the program from printing it; take pods/log from those who need no logs.',
  references: [
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#get-read-log-of-the-specified-pod',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
  ],
  asks: {
    log: { verbs: ['get'], group: '', resource: 'pods', subresource: 'log', names: 'carried' },
    proxy: {
      verbs: ['get'],
      group: '',
      resource: 'nodes',
      subresource: 'proxy',
      names: 'carried',
      clusterScoped: true,
    },
    nodeLog: {
      verbs: ['get'],
      group: '',
      resource: 'nodes',
      subresource: 'log',
      names: 'carried',
      clusterScoped: true,
    },
  },
  rules: [
    { type: 'grant', asks: ['log'], gains: { kind: 'credentials', of: '/pods/log' }, certainty: 'certain' },
    { type: 'grant', asks: ['proxy'], gains: { kind: 'nodeLogs' }, certainty: 'certain' },
    { type: 'grant', asks: ['nodeLog'], gains: { kind: 'nodeLogs' }, certainty: 'conditional' },
  ],
  explain: ({ from, to, request, detail = 'a pod' }) => {
    const container = to.slice(to.indexOf('#log/') + '#log/'.length);
    const log = `the log of container ${container} of ${detail}, which holds a credential`;
    if (request?.resource !== 'nodes') return { because: `${from} may get ${log}`, conditions: [] };
    return request.subresource === 'proxy'
      ? { because: `${from} may have the kubelet give ${log}`, conditions: [] }
      : {
          because: `${from} may read the kubelet’s folder of logs, and in it ${log}`,
          conditions: [
            {
              text: 'the kubelet serves its folder of logs',
              settledBy: "enableSystemLogHandler of the kubelet's configuration",
            },
          ],
        };
  },
  examples: {
    exposed: [
      {
        name: 'the log of every pod of the namespace',
        manifests: logged + reads(onKind('pods/log', 'get')),
        ...FROM_APP,
        certainty: 'certain',
      },
      {
        name: 'the log of this pod',
        manifests: logged + reads(onKind('pods/log', 'get', 'web')),
        ...FROM_APP,
        certainty: 'certain',
      },
      {
        name: 'a pod that the input lacks',
        manifests: logFindings() + reads(onKind('pods/log', 'get')),
        ...FROM_APP,
        certainty: 'certain',
      },
      {
        name: 'the kubelet, through the API server',
        manifests: logged + asksNodes('nodes/proxy', 'get', 'n1'),
        ...FROM_APP,
        certainty: 'certain',
      },
      {
        name: 'the folder of logs of the node',
        manifests: logged + asksNodes('nodes/log'),
        ...FROM_APP,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'pods without their logs',
        manifests: logged + reads(onKind('pods', 'get, list, watch')),
        ...FROM_APP,
      },
      { name: 'list is no verb of a log', manifests: logged + reads(onKind('pods/log', 'list, watch')), ...FROM_APP },
      { name: 'the log of another pod', manifests: logged + reads(onKind('pods/log', 'get', 'api')), ...FROM_APP },
      { name: 'another namespace', manifests: logged + reads(onKind('pods/log', 'get'), 'other'), ...FROM_APP },
      { name: 'another node', manifests: logged + asksNodes('nodes/proxy', 'get', 'n2'), ...FROM_APP },
      { name: 'another node’s folder of logs', manifests: logged + asksNodes('nodes/log', 'get', 'n2'), ...FROM_APP },
      {
        name: 'a RoleBinding grants nothing of nodes',
        manifests: logged + reads(onKind('nodes/log', 'get')),
        ...FROM_APP,
      },
      {
        name: 'personal data is no credential',
        manifests: logFindings('web', 'web', 'personal') + loggedPod() + reads(onKind('pods/log', 'get')),
        ...FROM_APP,
      },
      {
        name: 'another container’s log',
        manifests:
          logFindings('web', 'side') +
          loggedPod() +
          deploymentManifest('{ containers: [{ name: api, image: api }] }', 'api') +
          reads(onKind('pods/log', 'get')),
        ...FROM_APP,
      },
    ],
  },
};
