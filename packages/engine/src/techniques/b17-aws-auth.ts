// B17: map one’s cloud identity to system:masters.
import type { Technique } from '../graph/rule-types.ts';
import { clusterRoleManifest, roleManifest } from './example-manifests.ts';

const awsAuth = `
apiVersion: v1
kind: ConfigMap
metadata: { name: aws-auth, namespace: kube-system }
data: { mapRoles: '[]' }
---`;

export const b17: Technique = {
  id: 'B17',
  title: 'Write the cloud identity map',
  why: 'On EKS the ConfigMap kube-system/aws-auth maps IAM identities to users and groups. Whoever writes it maps an identity of its own to system:masters.',
  fix: 'Use EKS access entries, and let nobody write aws-auth.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html'],
  asks: {
    write: {
      verbs: ['update', 'patch'],
      group: '',
      resource: 'configmaps',
      names: 'carried',
      onlyIn: 'kube-system',
      accepts: ['aws-auth'],
    },
  },
  rules: [
    {
      type: 'grant',
      asks: ['write'],
      gains: { kind: 'masters' },
      certainty: 'assumed',
      when: ({ configMaps }) =>
        configMaps.some(({ namespace, name }) => namespace === 'kube-system' && name === 'aws-auth'),
    },
  ],
  explain: ({ from }) => ({
    because: `${from} may write configmap:kube-system/aws-auth and map a cloud identity to system:masters`,
    conditions: [
      {
        text: 'the cluster reads aws-auth (EKS), and the writer holds some cloud identity',
        settledBy: 'authentication mode of the EKS cluster',
      },
    ],
  }),
  examples: {
    exposed: [
      {
        name: 'by name',
        manifests:
          awsAuth +
          roleManifest({
            namespace: 'kube-system',
            rules: ['{ apiGroups: [""], resources: [configmaps], verbs: [patch], resourceNames: [aws-auth] }'],
          }),
        from: 'serviceaccount:shop/app',
        to: 'group:system:masters',
        certainty: 'assumed',
      },
      {
        name: 'any ConfigMap',
        manifests:
          awsAuth + clusterRoleManifest({ rules: ['{ apiGroups: [""], resources: [configmaps], verbs: [update] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'group:system:masters',
        certainty: 'assumed',
      },
    ],
    safe: [
      {
        name: 'another ConfigMap',
        manifests:
          awsAuth +
          roleManifest({
            namespace: 'kube-system',
            rules: ['{ apiGroups: [""], resources: [configmaps], verbs: [patch], resourceNames: [other] }'],
          }),
        from: 'serviceaccount:shop/app',
        to: 'group:system:masters',
      },
      {
        name: 'another namespace',
        manifests: awsAuth + roleManifest({ rules: ['{ apiGroups: [""], resources: [configmaps], verbs: [patch] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'group:system:masters',
      },
      {
        name: 'a cluster without the map',
        manifests: roleManifest({
          namespace: 'kube-system',
          rules: ['{ apiGroups: [""], resources: [configmaps], verbs: [patch], resourceNames: [aws-auth] }'],
        }),
        from: 'serviceaccount:shop/app',
        to: 'group:system:masters',
      },
    ],
  },
};
