// Kubernetes ServiceAccount token.
import type { Detector } from '../formats/detector.ts';
import { jwt } from '../formats/jwt.ts';

export const kubernetesServiceAccountToken: Detector = {
  id: 'kubernetes-service-account-token',
  title: 'Kubernetes ServiceAccount token',
  class: 'token',
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/',
  ...jwt({ claims: ['"kubernetes.io":{', '"iss":"kubernetes/serviceaccount"'] }),
  examples: {
    positive: [
      'token: «{base64url|{"alg":"RS256","kid":"{base64url:43}"}|}.{base64url|{"iss":"kubernetes/serviceaccount","sub":"system:serviceaccount:shop:app"}|}.{base64url:342}»',
      'Authorization: Bearer «{base64url|{"alg":"RS256","kid":"{alnum:20}"}|}.{base64url|{"aud":["https://kubernetes.default.svc"],"kubernetes.io":{"namespace":"shop"}}|}.{base64url:342}»',
      'kubectl --token=«{base64url|{"alg":"ES256"}|}.{base64url|{"kubernetes.io":{"namespace":"ci"},"sub":"system:serviceaccount:ci:bot"}|}.{base64url:86}» get pods',
    ],
    negative: [
      'Authorization: Bearer {base64url|{"alg":"RS256"}|}.{base64url|{"iss":"https://id.internal"}|}.{base64url:342}',
      'token: {base64url|{"alg":"RS256"}|}.{base64url|{"iss":"kubernetes/serviceaccount"}|}',
      'token: {base64url|{"kid":"1"}|}.{base64url|{"iss":"kubernetes/serviceaccount"}|}.{base64url:342}',
    ],
  },
};
