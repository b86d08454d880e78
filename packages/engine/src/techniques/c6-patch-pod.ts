// C6: change the image of a running pod.
import type { Technique } from '../graph/rule-types.ts';
import { APP_TO_DB, podManifest, roleManifest, secretManifest } from './example-manifests.ts';
import { admissionConditions } from './pod-conditions.ts';
import { podsOf } from './pod-specs.ts';

const web = podManifest('{ automountServiceAccountToken: false, containers: [{ name: web, image: web }] }');
const onPods = (verbs: string, more = ''): string => `{ apiGroups: [""], resources: [pods], verbs: [${verbs}]${more} }`;
const INTO_WEB = { from: 'serviceaccount:shop/app', to: 'pod:shop/web' } as const;

export const c6: Technique = {
  id: 'C6',
  title: 'Change the image of a pod',
  why: 'Of a running pod’s spec little may change, but a container’s image may. The container starts anew from it, with the same environment, mounts and token. Volumes and references to Secrets cannot be added.',
  fix: 'Remove update and patch on pods; controllers, not people, change pods.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement'],
  asks: { change: { verbs: ['patch', 'update'], group: '', resource: 'pods', names: 'carried' } },
  rules: [{ type: 'grant', asks: ['change'], gains: { kind: 'pod' }, certainty: 'conditional' }],
  explain: ({ from, to, namespace, facts }) => ({
    because: `${from} may change the image of ${podsOf(to)}`,
    conditions: [
      ...admissionConditions(facts, namespace, 'the new image'),
      {
        text: 'the node can pull the image, and the pod restarts its containers',
        settledBy: `the registries that nodes reach, and restartPolicy of ${to}`,
      },
    ],
  }),
  examples: {
    exposed: [
      {
        name: 'patch',
        manifests: web + roleManifest({ rules: [onPods('patch')] }),
        ...INTO_WEB,
        certainty: 'conditional',
      },
      {
        name: 'update of one pod by name',
        manifests: web + roleManifest({ rules: [onPods('update', ', resourceNames: [web]')] }),
        ...INTO_WEB,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'another pod',
        manifests: web + roleManifest({ rules: [onPods('patch', ', resourceNames: [api]')] }),
        ...INTO_WEB,
      },
      {
        name: 'the status holds no image to run',
        manifests:
          web +
          roleManifest({
            rules: ['{ apiGroups: [""], resources: [pods/status, pods/resize], verbs: [patch, update] }'],
          }),
        ...INTO_WEB,
      },
      { name: 'reading pods', manifests: web + roleManifest({ rules: [onPods('get, list, watch')] }), ...INTO_WEB },
      {
        name: 'a Secret that the pod does not use',
        manifests: secretManifest() + web + roleManifest({ rules: [onPods('patch')] }),
        ...APP_TO_DB,
        with: ['M1'],
      },
    ],
  },
};
