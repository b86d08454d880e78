// Helm releases that keep old revisions, or keep them in ConfigMaps.
import type { Facts } from '../facts/facts.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { Check, Failure } from './check.ts';
import { documents } from './example-manifests.ts';

/** Revisions of one release, by the driver that keeps them. */
interface Release {
  readonly name: string;
  readonly isConfigMap: boolean;
  readonly revisions: ObjectFact[];
}

const PREFIX = 'sh.helm.release.v1.';
const REVISION = /^sh\.helm\.release\.v1\.(.+)\.v\d{1,9}$/;

function releasesOf({ secrets, configMaps }: Facts): Release[] {
  const releases = new Map<string, Release>();
  const add = (object: ObjectFact, isConfigMap: boolean): void => {
    const name = REVISION.exec(object.name)?.[1];
    if (name === undefined) return;
    const key = `${isConfigMap} ${object.namespace}/${name}`;
    const known = releases.get(key);
    if (known === undefined) releases.set(key, { name, isConfigMap, revisions: [object] });
    else known.revisions.push(object);
  };
  for (const secret of secrets) if (secret.type === 'helm.sh/release.v1') add(secret, false);
  for (const map of configMaps) if (map.labels.get('owner') === 'helm') add(map, true);
  return [...releases.values()];
}

const revisionOf = ({ name }: ObjectFact): number => Number(name.slice(name.lastIndexOf('.v') + 2));

function failureOf({ name, isConfigMap, revisions }: Release): Failure {
  const newest = revisions.toSorted((a, b) => revisionOf(b) - revisionOf(a))[0] as ObjectFact;
  const count = revisions.length;
  const held = `Every value and every rendered manifest of release ${name}, Secrets included, stands in ${count === 1 ? 'it' : `its ${count} revisions`}, compressed and in base64`;
  return {
    result: 'fail',
    object: newest,
    message: isConfigMap
      ? `${held}, in ConfigMaps: whoever may read those, as view may, reads them.`
      : `${held}: passwords that were changed since are kept in the old ones.`,
    severity: isConfigMap ? 'high' : 'medium',
    fix: {
      summary: isConfigMap
        ? 'Use the default driver (HELM_DRIVER=secret), delete the ConfigMaps, and change what the values held.'
        : 'Keep fewer revisions (--history-max 2), and let charts refer to Secrets that are made elsewhere.',
    },
  };
}

const revision = (number: number, kind = 'Secret'): string => `apiVersion: v1
kind: ${kind}
metadata: { name: ${PREFIX}web.v${number}, namespace: shop, labels: { owner: helm, name: web } }
${kind === 'Secret' ? 'type: helm.sh/release.v1\n' : ''}data: { release: bm90LWEtcmVhbC1yZWxlYXNl }
`;

export const helmReleaseHistory: Check = {
  id: 'helm-release-history',
  title: 'Helm keeps the values of old releases',
  why: 'For each revision Helm stores the chart, the values given and the manifests rendered, gzipped, in a Secret of the namespace (or, by an older driver, in a ConfigMap). A password that went through values is readable there in every revision, also after it was rotated or moved; ten revisions are kept by default.',
  severity: 'medium',
  maps: {
    cis: ['5.4.1'],
    nsa: ['Place all credentials in Secrets'],
    attack: ['T1552.007'],
    stride: ['information disclosure'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://helm.sh/docs/topics/advanced/#storage-backends',
    'https://helm.sh/docs/helm/helm_upgrade/',
  ],
  *find(facts) {
    for (const release of releasesOf(facts))
      if (release.isConfigMap || release.revisions.length > 1) yield failureOf(release);
  },
  examples: {
    exposed: [
      { name: 'two revisions', manifests: documents(revision(1), revision(2)) },
      { name: 'in a ConfigMap', manifests: revision(1, 'ConfigMap') },
    ],
    safe: [
      { name: 'the newest revision alone', manifests: revision(2) },
      { name: 'another release', manifests: documents(revision(1), revision(2).replaceAll('web', 'api')) },
      {
        name: 'a ConfigMap that is not Helm’s',
        manifests: revision(1, 'ConfigMap').replace('owner: helm', 'owner: team'),
      },
    ],
  },
};
