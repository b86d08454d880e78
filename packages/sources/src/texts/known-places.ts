// Places in documents that hold a secret by their meaning: Secrets, kubeconfigs, Docker configurations, Kustomize generators.
import type { SecretClass } from '@watertight/detect';
import { classByName } from '@watertight/engine';
import { pointerSegment } from '@watertight/syntax';
import { childOf, textOf } from './document.ts';
import type { DocumentNode, MapNode, ScalarNode } from './document.ts';
import {
  GENERATOR_LITERAL,
  KUBECONFIG_CREDENTIAL,
  opensNothing,
  REGISTRY_CREDENTIAL,
  SECRET_VALUE,
} from './structural.ts';
import type { Structural } from './structural.ts';

/** One such place. */
export interface KnownPlace {
  readonly node: ScalarNode;
  /** From the map that was looked at. */
  readonly pointer: string;
  readonly key: string;
  readonly structural: Structural;
  readonly class: SecretClass;
  /** The value is base64 of what counts. */
  readonly isEncoded: boolean;
  /** `KEY=` before the value, in characters. */
  readonly skip: number;
  /** It names whom or where, and opens nothing by itself. */
  readonly isPlain: boolean;
  /** The payload of a Helm release, which is looked into and is no value itself. */
  readonly isRelease: boolean;
  /** False where the place alone makes no value a secret: it is only written in another form. */
  readonly isSecret: boolean;
}

/** The places of one map. `name` is that of the file or key that the document stands in. */
export function knownPlaces(map: MapNode, name: string): KnownPlace[] {
  return [
    ...secretPlaces(map),
    ...releasePlaces(map),
    ...binaryPlaces(map),
    ...kubeconfigPlaces(map),
    ...registryPlaces(map, name),
    ...generatorPlaces(map),
  ];
}

function place(node: DocumentNode | undefined, pointer: string, key: string, more: Partial<KnownPlace>): KnownPlace[] {
  if (node?.kind !== 'scalar') return [];
  const isPlain = opensNothing(key);
  const given = { structural: SECRET_VALUE, class: classByName(key), isEncoded: false, skip: 0, isRelease: false };
  return [{ node, pointer, key, isPlain, ...given, isSecret: true, ...more }];
}

/** https://helm.sh/docs/topics/advanced/#storage-backends */
const RELEASE = 'helm.sh/release.v1';

function secretPlaces(map: MapNode): KnownPlace[] {
  if (textOf(map, 'kind') !== 'Secret') return [];
  const isRelease = textOf(map, 'type') === RELEASE;
  return (['data', 'stringData'] as const).flatMap((field) =>
    entriesOf(childOf(map, field)).flatMap(({ key, value }) =>
      place(value, `/${field}/${pointerSegment(key.text)}`, key.text, { isEncoded: field === 'data', isRelease }),
    ),
  );
}

/** Helm may keep releases in ConfigMaps. */
function releasePlaces(map: MapNode): KnownPlace[] {
  const labels = childOf(childOf(map, 'metadata'), 'labels');
  if (textOf(map, 'kind') !== 'ConfigMap' || textOf(labels, 'owner') !== 'helm') return [];
  return place(childOf(childOf(map, 'data'), 'release'), '/data/release', 'release', { isRelease: true });
}

/** https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object */
function binaryPlaces(map: MapNode): KnownPlace[] {
  if (textOf(map, 'kind') !== 'ConfigMap') return [];
  return entriesOf(childOf(map, 'binaryData')).flatMap(({ key, value }) =>
    place(value, `/binaryData/${pointerSegment(key.text)}`, key.text, { isEncoded: true, isSecret: false }),
  );
}

const USER_FIELDS: readonly (readonly [string, SecretClass])[] = [
  ['token', 'token'],
  ['password', 'password'],
  ['client-key-data', 'private-key'],
];
const PROVIDER_FIELDS: readonly (readonly [string, SecretClass])[] = [
  ['id-token', 'token'],
  ['access-token', 'token'],
  ['refresh-token', 'token'],
  ['client-secret', 'password'],
];

/** https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/#AuthInfo */
function kubeconfigPlaces(map: MapNode): KnownPlace[] {
  const users = childOf(map, 'users');
  if (textOf(map, 'kind') !== 'Config' || users?.kind !== 'list') return [];
  return users.items.flatMap((item, index) => {
    const user = childOf(item, 'user');
    const provider = childOf(childOf(user, 'auth-provider'), 'config');
    const of = (owner: DocumentNode | undefined, path: string, fields: typeof USER_FIELDS): KnownPlace[] =>
      fields.flatMap(([key, kind]) =>
        place(childOf(owner, key), `/users/${index}/user${path}/${pointerSegment(key)}`, key, {
          structural: KUBECONFIG_CREDENTIAL,
          class: kind,
          isEncoded: key === 'client-key-data',
        }),
      );
    return [...of(user, '', USER_FIELDS), ...of(provider, '/auth-provider/config', PROVIDER_FIELDS)];
  });
}

const REGISTRY_FIELDS = ['auth', 'password', 'identitytoken', 'registrytoken'] as const;
/** The older form of a Docker configuration, without `auths`. */
const OLD_CONFIG = /\.dockercfg$/;

/** https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets */
function registryPlaces(map: MapNode, name: string): KnownPlace[] {
  const auths = childOf(map, 'auths');
  const [owner, path] = auths === undefined && OLD_CONFIG.test(name) ? [map, ''] : [auths, '/auths'];
  return entriesOf(owner).flatMap(({ key: host, value }) =>
    REGISTRY_FIELDS.flatMap((key) =>
      place(childOf(value, key), `${path}/${pointerSegment(host.text)}/${pointerSegment(key)}`, key, {
        structural: REGISTRY_CREDENTIAL,
        class: key.endsWith('token') ? 'token' : 'password',
        isEncoded: key === 'auth',
      }),
    ),
  );
}

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/secretgenerator/ */
function generatorPlaces(map: MapNode): KnownPlace[] {
  const generators = childOf(map, 'secretGenerator');
  if (generators?.kind !== 'list') return [];
  return generators.items.flatMap((generator, index) => {
    const literals = childOf(generator, 'literals');
    if (literals?.kind !== 'list') return [];
    return literals.items.flatMap((node, at) => {
      const text = node.kind === 'scalar' ? node.text : '';
      const equals = text.indexOf('=');
      return place(node, `/secretGenerator/${index}/literals/${at}`, text.slice(0, Math.max(0, equals)), {
        structural: GENERATOR_LITERAL,
        skip: equals + 1,
      });
    });
  });
}

function entriesOf(node: DocumentNode | undefined): MapNode['entries'] {
  return node?.kind === 'map' ? node.entries : [];
}

/** Files that a secretGenerator reads (`[KEY=]PATH` in `files`, paths in `envs` and `env`), as written. */
export function generatorFiles(map: MapNode): string[] {
  const generators = childOf(map, 'secretGenerator');
  if (generators?.kind !== 'list') return [];
  return generators.items.flatMap((generator) => [
    ...texts(childOf(generator, 'files')).map((file) => file.slice(file.indexOf('=') + 1)),
    ...texts(childOf(generator, 'envs')),
    ...texts(childOf(generator, 'env')),
  ]);
}

function texts(node: DocumentNode | undefined): string[] {
  if (node?.kind === 'scalar') return [node.text];
  return node?.kind === 'list' ? node.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])) : [];
}
