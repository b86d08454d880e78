// kiam and kube2iam: proxies before the AWS metadata service that are no longer maintained, and can be gone around.
import { repositoryOf } from '../reach/open-programs.ts';
import type { Check } from './check.ts';
import { deploymentManifest } from './example-manifests.ts';
import { podFailures } from './pod-check.ts';

const PROXIES: readonly (readonly [image: RegExp, name: string])[] = [
  [/(?:^|\/)kiam$/, 'kiam'],
  [/(?:^|\/)kube2iam$/, 'kube2iam'],
];

const example = (image: string): string =>
  deploymentManifest(`
containers:
- {name: agent, image: '${image}'}`);

export const cloudMetadataProxy: Check = {
  id: 'cloud-metadata-proxy',
  title: 'An abandoned proxy stands before the metadata service',
  why: 'kiam and kube2iam catch requests of pods to the AWS metadata address by a rule on each node, and hand out roles by an annotation of the pod. Before they start on a node, on the host’s network, and in IPv6 their rule does not hold; whoever may annotate a pod chooses its role; and the roles of all pods are within reach of the proxy’s own. Both are no longer developed.',
  severity: 'medium',
  maps: {
    nsa: ['Network separation and hardening', 'Authentication and authorization'],
    attack: ['T1552'],
    stride: ['elevation of privilege', 'information disclosure'],
    owasp: ['K06'],
  },
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/securing-a-cluster/#restricting-cloud-metadata-api-access',
    'https://github.com/uswitch/kiam#readme',
    'https://github.com/jtblin/kube2iam#readme',
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
  ],
  *find(facts) {
    yield* podFailures(
      facts,
      ({ containers }) =>
        containers.flatMap(({ image, pointer, name }) => {
          const found = PROXIES.find(([pattern]) => pattern.test(repositoryOf(image)));
          if (found === undefined) return [];
          const what = `container ${name} is ${found[1]}`;
          return [{ pointer: `${pointer}/image`, what, severity: 'medium' as const }];
        }),
      {
        consequence:
          'Pods get the roles that their annotations name, and the node’s own wherever its rule does not hold.',
        fix: 'Move accounts to EKS Pod Identity or IAM roles for service accounts, require IMDSv2 with a hop limit of 1, and remove it.',
        show: '.containers[*].image',
      },
    );
  },
  examples: {
    exposed: [
      { name: 'kiam', manifests: example('quay.io/uswitch/kiam:v4.2') },
      { name: 'kube2iam', manifests: example('jtblin/kube2iam:0.11.1') },
    ],
    safe: [
      { name: 'the agent of EKS Pod Identity', manifests: example('eks/eks-pod-identity-agent:v0.1.10') },
      { name: 'another program with such a tag', manifests: example('registry.example/web:kiam') },
      { name: 'a name that goes on', manifests: example('registry.example/kiam-exporter:1') },
    ],
  },
};
