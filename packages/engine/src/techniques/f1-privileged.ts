// F1: a privileged container is root on its node.
import type { Technique } from '../graph/rule-types.ts';
import { namespaceManifest, podManifest, restrictedNamespace, roleManifest } from './example-manifests.ts';
import { admissionConditions } from './pod-conditions.ts';

const web = (securityContext: string, more = ''): string =>
  podManifest(
    `{ nodeName: n1, ${more}containers: [{ name: web, image: web, securityContext: { ${securityContext} } }] }`,
  );
const api = podManifest('{ nodeName: n1, containers: [{ name: api, image: api }] }', 'api', 'infra');
const TO_NODE = { from: 'pod:shop/web', to: 'node:n1' } as const;
const creator = roleManifest({ rules: ['{ apiGroups: [""], resources: [pods], verbs: [create] }'] });
const CREATED = { from: 'serviceaccount:shop/app', to: 'node:n1', with: ['D1'] } as const;

export const f1: Technique = {
  id: 'F1',
  title: 'Leave a privileged container',
  why: 'A privileged container has every capability and every device of its node: it mounts the disk or enters the processes of the host. The same holds for a Windows host process. Where no Pod Security level is enforced, whoever may create a pod may make it privileged and name its node.',
  fix: 'Remove privileged: true, and label namespaces pod-security.kubernetes.io/enforce: baseline or restricted.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  ],
  asks: {},
  rules: [
    { type: 'relation', relation: 'privilegedTakesNode', certainty: 'assumed' },
    { type: 'relation', relation: 'designedPodTakesNode', certainty: 'assumed' },
  ],
  explain: ({ from, to, namespace, detail, doubts = [], facts }) => {
    if (detail === undefined)
      return {
        because: `nothing in the input keeps a pod in ${namespace} from being privileged and running on ${to}`,
        conditions: admissionConditions(facts, namespace, 'a privileged pod'),
      };
    return {
      because: `${detail} in ${from}, so it is root on ${to}`,
      conditions: [{ text: `the node's kernel and runtime let a privileged container out`, settledBy: to }, ...doubts],
    };
  },
  examples: {
    exposed: [
      { name: 'a privileged container', manifests: web('privileged: true'), ...TO_NODE, certainty: 'assumed' },
      {
        name: 'a Windows host process',
        manifests: web('windowsOptions: { hostProcess: true }'),
        ...TO_NODE,
        certainty: 'assumed',
      },
      {
        name: 'a pod that one may create',
        manifests: api + namespaceManifest() + creator,
        ...CREATED,
        certainty: 'assumed',
      },
      {
        name: 'the level that allows everything',
        manifests: api + namespaceManifest('privileged') + creator,
        ...CREATED,
        certainty: 'assumed',
      },
    ],
    safe: [
      { name: 'not privileged', manifests: web('privileged: false'), ...TO_NODE },
      { name: 'a user namespace of its own', manifests: web('privileged: true', 'hostUsers: false, '), ...TO_NODE },
      { name: 'a kernel of its own', manifests: web('privileged: true', 'runtimeClassName: gvisor, '), ...TO_NODE },
      { name: 'a pod that has ended', manifests: web('privileged: true').replace('Running', 'Succeeded'), ...TO_NODE },
      {
        name: 'the pod has no such field',
        manifests: podManifest(
          '{ nodeName: n1, securityContext: { privileged: true }, containers: [{ name: web, image: web }] }',
        ),
        ...TO_NODE,
      },
      { name: 'restricted', manifests: api + restrictedNamespace() + creator, ...CREATED },
      { name: 'baseline', manifests: api + namespaceManifest('baseline') + creator, ...CREATED },
    ],
  },
};
