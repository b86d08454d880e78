// Pods of the position's own design: the step's target decides what the pod uses, and how much it demands of Pod Security.
import { apiVersionOf, create, citedName, patch, STRATEGIC, TRIED } from './try-out.ts';
import type { Maker, TryOut } from './try-out.ts';

const APPLY = 'application/apply-patch+yaml';
/** Never pulled: a dry run starts nothing. */
const IMAGE = 'pause';

/** As little as Pod Security's `restricted` asks for, and what quotas and limit ranges ask for. */
const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  runAsUser: 65_534,
  seccompProfile: { type: 'RuntimeDefault' },
};
const SMALL = { cpu: '10m', memory: '16Mi' };

/** A pod that takes its node, that runs as an account, or that mounts what the target is. */
export function podSpecFor(target: string, restartPolicy = 'Never'): Readonly<Record<string, unknown>> {
  const { volume, account, takesNode } = useOf(target);
  return {
    restartPolicy,
    automountServiceAccountToken: account !== undefined,
    ...(account !== undefined && { serviceAccountName: account }),
    ...(takesNode && { hostPID: true }),
    containers: [
      {
        name: TRIED,
        image: IMAGE,
        resources: { requests: SMALL, limits: SMALL },
        securityContext: takesNode ? { privileged: true } : RESTRICTED,
        ...(volume !== undefined && { volumeMounts: [{ name: TRIED, mountPath: '/tried' }] }),
      },
    ],
    ...(volume !== undefined && { volumes: [{ name: TRIED, ...volume }] }),
  };
}

/** What of a pod template has to change for the target. */
export function podSpecChangeFor(target: string): object {
  const { volume, account, takesNode } = useOf(target);
  return {
    ...(account !== undefined && { serviceAccountName: account }),
    ...(takesNode && { hostPID: true }),
    ...(volume !== undefined && { volumes: [{ name: TRIED, ...volume }] }),
  };
}

interface Use {
  readonly volume?: object;
  readonly account?: string;
  readonly takesNode: boolean;
}

function useOf(target: string): Use {
  const [, kind = '', name = ''] = /^([a-z]+):[^/]+\/(.+)$/s.exec(target) ?? [];
  switch (kind) {
    case 'secret':
      return { volume: { secret: { secretName: name } }, takesNode: false };
    case 'configmap':
      return { volume: { configMap: { name } }, takesNode: false };
    case 'persistentvolumeclaim':
      return { volume: { persistentVolumeClaim: { claimName: name } }, takesNode: false };
    case 'serviceaccount':
      return { account: name, takesNode: false };
    default:
      return { volume: { hostPath: { path: '/' } }, takesNode: true };
  }
}

export function podFor(target: string, metadata: object): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: podSpecFor(target) };
}

/** By server-side apply where the rule names the pod: the server then asks about `patch` and `create`, both by that name. */
export const createPod: Maker = ({ step, request }) => {
  const { name } = request;
  if (name === undefined) return create(request, podFor(step.to, { generateName: `${TRIED}-` }));
  return patch(request, { body: podFor(step.to, { name }), contentType: APPLY }, ['patch']);
};

/** Another image in a container that is there; the patch by which a pod is created is tried as that. */
export const patchPod: Maker = (occasion): TryOut | undefined => {
  if (occasion.step.technique !== 'C6') return undefined;
  return patch(occasion.request, {
    body: [{ op: 'replace', path: '/spec/containers/0/image', value: IMAGE }],
    contentType: 'application/json-patch+json',
    name: citedName(occasion, 'pod'),
  });
};

export const addContainer: Maker = (occasion) => {
  const { step, request } = occasion;
  const [, secret] = /^secret:[^/]+\/(.+)$/s.exec(step.to) ?? [];
  const takesNode = step.to.startsWith('node:');
  const container = {
    name: TRIED,
    image: IMAGE,
    securityContext: takesNode ? { privileged: true } : RESTRICTED,
    ...(secret !== undefined && { envFrom: [{ secretRef: { name: secret } }] }),
  };
  const body = { spec: { ephemeralContainers: [container] } };
  return patch(request, { body, contentType: STRATEGIC, name: citedName(occasion, 'pod') });
};

/** To a node whose name does not matter: whether the position may bind the pod is what is asked. */
export const bindPod: Maker = (occasion) => {
  const name = occasion.request.name ?? citedName(occasion, 'pod') ?? '';
  const body = {
    apiVersion: apiVersionOf(occasion.request),
    kind: 'Binding',
    metadata: { name },
    target: { kind: 'Node', name: TRIED },
  };
  const made = patch(occasion.request, { body, contentType: 'application/json', name });
  return made && { ...made, dryRun: { ...made.dryRun, method: 'POST' } };
};
