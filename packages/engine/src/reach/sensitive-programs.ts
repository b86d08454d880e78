// Programs that nobody outside should reach, at ports that many others use, too: told by their image, and so without noise.
import { repositoryOf } from './open-programs.ts';
import type { SensitivePort } from './sensitive-ports.ts';

interface SensitiveProgram extends SensitivePort {
  /** Repository of the image, without registry, tag and digest. */
  readonly image: RegExp;
}

const COMPONENTS = 'https://kubernetes.io/docs/reference/networking/ports-and-protocols/';

/** TCP, in the order of their numbers. */
export const SENSITIVE_PROGRAMS: readonly SensitiveProgram[] = [
  {
    port: 3000,
    name: 'Grafana',
    image: /(?:^|\/)grafana(?:-oss|-enterprise)?$/,
    gives: 'its dashboards, and queries with the credentials of its data sources',
    source: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/',
  },
  {
    port: 4466,
    name: 'Headlamp',
    image: /(?:^|\/)headlamp$/,
    gives: 'the cluster, to whoever has a token or where it acts by its own account',
    source: 'https://headlamp.dev/docs/latest/installation/in-cluster/',
  },
  {
    port: 6443,
    name: 'kube-apiserver',
    image: /(?:^|\/)kube-apiserver$/,
    gives: 'every object of the cluster, to whoever has a credential',
    source: COMPONENTS,
  },
  {
    port: 8001,
    name: 'kubectl proxy',
    image: /(?:^|\/)(?:kubectl|kubectl-proxy|hyperkube)$/,
    gives: 'what its account may do',
    open: true,
    source: 'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_proxy/',
  },
  {
    port: 8080,
    name: 'Argo CD',
    image: /(?:^|\/)argocd$/,
    gives: 'what it deploys and the clusters that it may change',
    source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/security/',
  },
  {
    port: 8443,
    name: 'Kubernetes Dashboard',
    image: /(?:^|\/)(?:kubernetesui\/dashboard|kubernetes-dashboard-amd64)$/,
    gives: 'what whoever logs in may do, and its account where the login may be skipped',
    source: 'https://github.com/kubernetes/dashboard/blob/v2.7.0/docs/user/access-control/README.md',
  },
  {
    port: 9090,
    name: 'Prometheus',
    image: /(?:^|\/)prometheus$/,
    gives: 'every metric, and the names and addresses of all that it watches',
    open: true,
    source: 'https://prometheus.io/docs/operating/security/',
  },
  {
    port: 10_256,
    name: 'health of kube-proxy',
    image: /(?:^|\/)kube-proxy$/,
    gives: 'whether its node takes traffic',
    open: true,
    source: COMPONENTS,
  },
  {
    port: 15_014,
    name: 'metrics and debug pages of istiod',
    image: /(?:^|\/)pilot$/,
    gives: 'what proxies there are, and their settings',
    open: true,
    source: 'https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio',
  },
];

/** The program of one of the images that listens on the port unless told otherwise. */
export function sensitiveProgram(port: number, images: readonly string[]): SensitivePort | undefined {
  const repositories = images.map(repositoryOf);
  return SENSITIVE_PROGRAMS.find(
    (program) => program.port === port && repositories.some((repository) => program.image.test(repository)),
  );
}
