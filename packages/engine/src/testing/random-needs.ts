// Random clusters that declare needs: who names which Service, who asks the API server, the world or a cloud's identity, who is called from outside.
import * as fc from 'fast-check';
import { few, labels, NAMESPACES, pick } from '../../../../testbed/naive-reach/random-policy.ts';

/** Pods of a cluster. */
export const PODS = 4;
const place = fc.nat({ max: PODS - 1 });
const SERVICES = 3;
const service = fc.nat({ max: SERVICES - 1 });

const pod = fc.record({
  namespace: pick(...NAMESPACES),
  labels,
  isDual: fc.boolean(),
  /** What the pod calls `http`. */
  http: pick(8080, 8081),
});

export const declaredWorld = fc.record({
  cni: pick('calico' as const, 'cilium' as const),
  pods: fc.tuple(...Array.from({ length: PODS }, () => pod)),
  services: fc.tuple(
    ...Array.from({ length: SERVICES }, () =>
      fc.record({
        selects: place,
        targetPort: pick<number | string>(8080, 8081, 'http'),
        isOpen: pick(false, false, true),
      }),
    ),
  ),
  /** Pods that name a Service in a variable. */
  calls: few(fc.record({ from: place, to: service }), 4),
  /** Pods that name a host outside. */
  world: few(place, 2),
  /** Pods whose account has rights on the API server. */
  accounts: few(place, 2),
  /** Pods whose account is one of Google Cloud. */
  identities: few(place, 1),
  /** Services that the API server calls. */
  hooks: few(service, 1),
});

export type DrawnNeeds = typeof declaredWorld extends fc.Arbitrary<infer T> ? T : never;
