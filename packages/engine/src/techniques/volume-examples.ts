// Manifests of the techniques' examples about volumes.
import { roleManifest } from './example-manifests.ts';

/** A PersistentVolume with this source, bound to the claim `bank/data`. */
export function boundVolume(source: string, phase = 'Bound', reclaimPolicy = 'Retain'): string {
  return `
apiVersion: v1
kind: PersistentVolume
metadata: { name: data }
spec:
  accessModes: [ReadWriteMany]
  persistentVolumeReclaimPolicy: ${reclaimPolicy}
  claimRef: { namespace: bank, name: data }
  ${source}
status: { phase: ${phase} }
---`;
}

export const CREATES_PODS = roleManifest({
  name: 'pods',
  rules: ['{ apiGroups: [""], resources: [pods], verbs: [create] }'],
});

/** From an account that creates pods in its own namespace to the claim of another. */
export const TO_BANK_DATA = {
  from: 'serviceaccount:shop/app',
  to: 'persistentvolumeclaim:bank/data',
  with: ['D1'],
} as const;
