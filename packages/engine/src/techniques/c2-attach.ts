// C2: attach to the process of a running pod.
import type { Technique } from '../graph/rule-types.ts';
import { podManifest, roleManifest } from './example-manifests.ts';
import { interactiveContainer, podsOf } from './pod-specs.ts';

const web = podManifest(
  '{ automountServiceAccountToken: false, containers: [{ name: web, image: web, stdin: true, tty: true }] }',
);
const onAttach = (verbs: string, more = ''): string =>
  `{ apiGroups: [""], resources: [pods/attach], verbs: [${verbs}]${more} }`;
const INTO_WEB = { from: 'serviceaccount:shop/app', to: 'pod:shop/web' } as const;

export const c2: Technique = {
  id: 'C2',
  title: 'Attach to a pod',
  why: 'Attaching joins the input and output of a container’s first process. Where that is a shell with a terminal it is as good as executing a command; else it shows what the process prints. Up to 1.34 a WebSocket upgrade is a GET, and get suffices.',
  fix: 'Remove create and get on pods/attach, or limit them with resourceNames.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb'],
  asks: {
    create: { verbs: ['create'], group: '', resource: 'pods', subresource: 'attach', names: 'carried' },
    get: { verbs: ['get'], group: '', resource: 'pods', subresource: 'attach', names: 'carried' },
  },
  rules: [
    { type: 'grant', asks: ['create'], gains: { kind: 'pod' }, certainty: 'conditional' },
    { type: 'grant', asks: ['get'], gains: { kind: 'pod' }, certainty: 'conditional', until: '1.34' },
  ],
  explain: ({ from, to, objects, facts }) => {
    const container = interactiveContainer(facts, objects);
    const text =
      container === undefined
        ? 'a process of the pod reads its standard input, or prints what it holds'
        : `container ${container}, which has a terminal or input open, does what it is told`;
    return {
      because: `${from} may attach to ${podsOf(to)}`,
      conditions: [{ text, settledBy: `kubectl attach, or the program in ${to}` }],
    };
  },
  examples: {
    exposed: [
      {
        name: 'any pod of the namespace',
        manifests: web + roleManifest({ rules: [onAttach('create')] }),
        ...INTO_WEB,
        certainty: 'conditional',
      },
      {
        name: 'one pod by name',
        manifests: web + roleManifest({ rules: [onAttach('create', ', resourceNames: [web]')] }),
        ...INTO_WEB,
        certainty: 'conditional',
      },
      {
        name: 'get, up to 1.34',
        manifests: web + roleManifest({ rules: [onAttach('get')] }),
        ...INTO_WEB,
        certainty: 'conditional',
        kubernetesVersion: '1.34',
      },
    ],
    safe: [
      {
        name: 'another pod',
        manifests: web + roleManifest({ rules: [onAttach('create', ', resourceNames: [api]')] }),
        ...INTO_WEB,
      },
      {
        name: 'get since 1.35',
        manifests: web + roleManifest({ rules: [onAttach('get')] }),
        ...INTO_WEB,
        kubernetesVersion: '1.35',
      },
      {
        name: 'another namespace',
        manifests: web + roleManifest({ namespace: 'lab', rules: [onAttach('create')] }),
        ...INTO_WEB,
      },
    ],
  },
};
