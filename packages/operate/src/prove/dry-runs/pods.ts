// Pods of the position's own design: the step's target decides what the pod uses, and how much it demands of Pod Security.
import { apiVersionOf, create, citedName, patch, STRATEGIC, TRIED } from './try-out.ts';
import type { Maker, Step, TryOut } from './try-out.ts';

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

/** How much the pod asks of Pod Security, least first. */
const LEVELS = ['restricted', 'root', 'share', 'node'] as const;
type Level = (typeof LEVELS)[number];

/** What the techniques that follow need of a pod of one's own design; any other is content with a restricted one. */
const NEEDED: ReadonlyMap<string, Level> = new Map<string, Level>([
  ['F1', 'node'],
  ['G4', 'root'],
  ['G6', 'share'],
]);

interface Design {
  readonly level: Level;
  readonly volume?: object;
  readonly account?: string;
}

/** Whatever the step leads to: an account that the pod runs as, content that it mounts, or the pod as such and what follows from it. */
function designFor({ to }: Step, next: readonly Step[]): Design {
  const [, kind = '', name = ''] = /^([a-z]+):[^/]+\/(.+)$/s.exec(to) ?? [];
  switch (kind) {
    case 'secret':
      return { level: 'restricted', volume: { secret: { secretName: name } } };
    case 'configmap':
      return { level: 'restricted', volume: { configMap: { name } } };
    case 'persistentvolumeclaim':
      return { level: 'restricted', volume: { persistentVolumeClaim: { claimName: name } } };
    case 'serviceaccount':
      return { level: 'restricted', account: name };
    default:
      return ofLevel(levelFor(next));
  }
}

/** The least demanding of what follows: a path that goes on in several ways holds by any of them. */
function levelFor(next: readonly Step[]): Level {
  const needed = next.map(({ technique }) => LEVELS.indexOf(NEEDED.get(technique) ?? 'restricted'));
  return LEVELS[Math.min(...needed)] ?? 'restricted';
}

function ofLevel(level: Level): Design {
  if (level === 'node') return { level, volume: { hostPath: { path: '/' } } };
  return level === 'share' ? { level, volume: { nfs: { server: 'watertight.invalid', path: '/' } } } : { level };
}

const CONTEXTS: Readonly<Record<Level, object>> = {
  restricted: RESTRICTED,
  share: RESTRICTED,
  root: { runAsUser: 0 },
  node: { privileged: true },
};

export function podSpecFor(step: Step, next: readonly Step[], restartPolicy = 'Never'): object {
  const { level, volume, account } = designFor(step, next);
  return {
    restartPolicy,
    automountServiceAccountToken: account !== undefined,
    ...(account !== undefined && { serviceAccountName: account }),
    ...(level === 'node' && { hostPID: true }),
    containers: [
      {
        name: TRIED,
        image: IMAGE,
        resources: { requests: SMALL, limits: SMALL },
        securityContext: CONTEXTS[level],
        ...(volume !== undefined && { volumeMounts: [{ name: TRIED, mountPath: '/tried' }] }),
      },
    ],
    ...(volume !== undefined && { volumes: [{ name: TRIED, ...volume }] }),
  };
}

/** What of a pod template that is there has to change. */
export function podSpecChangeFor(step: Step, next: readonly Step[]): object {
  const { level, volume, account } = designFor(step, next);
  return {
    ...(account !== undefined && { serviceAccountName: account }),
    ...(level === 'node' && { hostPID: true }),
    ...(volume !== undefined && { volumes: [{ name: TRIED, ...volume }] }),
  };
}

export const createPod: Maker = (occasion) =>
  create(occasion, { kind: 'Pod', spec: podSpecFor(occasion.step, occasion.next) });

/** Another image in a container that is there. */
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
