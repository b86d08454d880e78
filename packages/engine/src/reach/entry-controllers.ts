// Controllers of Ingresses and Gateways: by which name classes know them, and which pods take their requests.
import type { EntryFact } from '../facts/entry.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { Facts } from '../facts/facts.ts';
import { repositoryOf } from './open-programs.ts';

export interface EntryController {
  readonly name: string;
  /** Beginning of `controller` in classes. */
  readonly controller: string;
  /** What its class is called unless somebody chose otherwise. */
  readonly className: string;
  /** Repository of the image that takes requests, without registry; absent where they are taken outside of the cluster. */
  readonly image?: RegExp;
  /** A label that its pods have besides, where other programs run the same image. */
  readonly label?: readonly [key: string, value: string];
}

/**
 * Each after its own documentation; the list: https://kubernetes.io/docs/concepts/services-networking/ingress-controllers/.
 * ALB: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/,
 * GKE: https://cloud.google.com/kubernetes-engine/docs/concepts/ingress,
 * Azure: https://azure.github.io/application-gateway-kubernetes-ingress/features/custom-ingress-class/.
 */
export const CONTROLLERS: readonly EntryController[] = [
  {
    name: 'ingress-nginx',
    controller: 'k8s.io/ingress-nginx',
    className: 'nginx',
    image: /(?:^|\/)(?:ingress-nginx\/controller|nginx-ingress-controller)$/,
  },
  {
    name: 'NGINX Ingress Controller',
    controller: 'nginx.org/ingress-controller',
    className: 'nginx',
    image: /(?:^|\/)nginx-(?:plus-)?ingress$/,
  },
  {
    name: 'Traefik',
    controller: 'traefik.io/',
    className: 'traefik',
    image: /(?:^|\/)(?:mirrored-library-)?traefik$/,
  },
  {
    name: 'HAProxy Ingress Controller',
    controller: 'haproxy.org/ingress-controller',
    className: 'haproxy',
    image: /(?:^|\/)haproxytech\/kubernetes-ingress$/,
  },
  {
    name: 'HAProxy Ingress',
    controller: 'haproxy-ingress.github.io/controller',
    className: 'haproxy',
    image: /(?:^|\/)haproxy-ingress$/,
  },
  {
    name: 'Kong',
    controller: 'ingress-controllers.konghq.com/kong',
    className: 'kong',
    image: /(?:^|\/)kong(?:\/kong(?:-gateway)?)?$/,
  },
  {
    name: 'Contour',
    controller: 'projectcontour.io/',
    className: 'contour',
    image: /(?:^|\/)envoyproxy\/envoy$/,
    label: ['app', 'envoy'],
  },
  { name: 'AWS Load Balancer Controller', controller: 'ingress.k8s.aws/alb', className: 'alb' },
  { name: 'GKE', controller: 'networking.gke.io/', className: 'gce' },
  { name: 'Application Gateway', controller: 'azure/application-gateway', className: 'azure-application-gateway' },
];

/** Those that may serve an Ingress, by its class; `other`: the controller of its class, which is none of these. */
export function controllersOf(
  { entryClasses }: Facts,
  { className }: EntryFact,
): readonly EntryController[] | { readonly other: string } {
  const classes = entryClasses.filter(({ objectKind }) => objectKind === 'IngressClass');
  const own = classes.find((one) => (className === '' ? one.isDefault === true : one.name === className));
  if (own === undefined) return CONTROLLERS.filter((one) => className === '' || className === one.className);
  const known = CONTROLLERS.find(({ controller }) => own.controller.startsWith(controller));
  return known === undefined ? { other: own.controller } : [known];
}

export function takesRequests({ image, label }: EntryController, pod: WorkloadFact, { podSpecs }: Facts): boolean {
  if (image === undefined || (label !== undefined && pod.podLabels?.get(label[0]) !== label[1])) return false;
  return podSpecs[pod.spec]?.containers.some((container) => image.test(repositoryOf(container.image))) === true;
}
