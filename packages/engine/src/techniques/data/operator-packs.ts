// How the operators of section I are known in the input: their API groups, and the controllers that act for their users.
import type { ControllerPack } from './operators.ts';

/** https://github.com/external-secrets/external-secrets/tree/main/deploy/charts/external-secrets */
export const EXTERNAL_SECRETS: ControllerPack = { labels: ['external-secrets'], names: ['external-secrets'] };

/** https://github.com/bitnami-labs/sealed-secrets/tree/main/helm/sealed-secrets */
export const SEALED_SECRETS: ControllerPack = { labels: ['sealed-secrets'], names: ['sealed-secrets-controller', 'sealed-secrets'] };

/** https://github.com/cert-manager/cert-manager/tree/master/deploy/charts/cert-manager */
export const CERT_MANAGER: ControllerPack = { labels: ['cert-manager/controller'], names: ['cert-manager'] };

/** https://github.com/argoproj/argo-cd/tree/master/manifests/base/application-controller */
export const ARGO_CD: ControllerPack = {
  labels: ['argocd-application-controller', 'argocd-application-controller/application-controller'],
  names: ['argocd-application-controller'],
};

/** https://fluxcd.io/flux/components/kustomize/ */
export const FLUX_KUSTOMIZE: ControllerPack = { labels: ['kustomize-controller'], names: ['kustomize-controller'], notWith: '--default-service-account' };

/** https://fluxcd.io/flux/components/helm/ */
export const FLUX_HELM: ControllerPack = { labels: ['helm-controller'], names: ['helm-controller'], notWith: '--default-service-account' };

/** https://github.com/kyverno/kyverno/tree/main/charts/kyverno */
export const KYVERNO_BACKGROUND: ControllerPack = { labels: ['kyverno/background-controller', 'kyverno-background-controller/background-controller'], names: ['kyverno-background-controller'] };
export const KYVERNO_ADMISSION: ControllerPack = { labels: ['kyverno/admission-controller', 'kyverno-admission-controller/admission-controller'], names: ['kyverno-admission-controller'] };

/** https://velero.io/docs/main/how-velero-works/ */
export const VELERO: ControllerPack = { labels: ['velero', 'velero/velero'], names: ['velero', 'velero-server'] };

/** https://github.com/kubernetes/ingress-nginx/tree/main/deploy/static/provider */
export const INGRESS_NGINX: ControllerPack = { labels: ['ingress-nginx/controller'], names: ['ingress-nginx', 'ingress-nginx-controller'] };
