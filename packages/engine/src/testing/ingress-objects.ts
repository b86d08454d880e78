// For the tests of what comes over Ingresses: an Ingress, and the pods and the Service of ingress-nginx, from the few fields that a row is about.

const TLS = 'tls: [{ hosts: [a.example], secretName: a }]';

export interface Written {
  readonly className?: string;
  readonly annotations?: string;
  readonly tls?: string;
}

export const ingress = ({
  className = '',
  annotations = '',
  tls = TLS,
}: Written): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: in, namespace: servers, annotations: { ${annotations} } }
spec:
  ${className === '' ? '' : `ingressClassName: ${className}`}
  ${tls}
  rules: [{ host: a.example, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
---
`;
/** What runs the controller. */
export const nginxPod = (args = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: controller, namespace: clients }
spec:
  selector: { matchLabels: { app: nginx } }
  template:
    metadata: { labels: { app: nginx } }
    spec: { containers: [{ name: controller, image: registry.k8s.io/ingress-nginx/controller:v1, args: [${args}] }] }
---
`;
export const nginx = (annotations: string): string => ingress({ className: 'nginx', annotations });
export const P = 'nginx.ingress.kubernetes.io/';

export const SERVICE_OF_NGINX = `apiVersion: v1
kind: Service
metadata: { name: nginx, namespace: clients }
spec: { type: LoadBalancer, selector: { app: nginx }, ports: [{ port: 443, targetPort: 443 }] }
`;
