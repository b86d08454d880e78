// References to container images in one form: the registry, the repository and the tag that a short name stands for, and the digest.

export interface ImageReference {
  /** `REGISTRY/REPOSITORY`, with the default registry written out. */
  readonly repository: string;
  /** Absent where a digest stands without one. */
  readonly tag?: string;
  /** `ALGORITHM:HEX`; the tag beside it is for readers only. */
  readonly digest?: string;
}

const DEFAULT_REGISTRY = 'docker.io';
const CHARS_MAX = 512;
const PARTS = /^([^@]+?)(?::(\w[\w.-]{0,127}))?(?:@([^@]+))?$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
const REGISTRY = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/;
const COMPONENT = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/;

export function isImageDigest(text: string): boolean {
  return DIGEST.test(text);
}

/**
 * What a kubelet makes of the name of an image: `nginx` is `docker.io/library/nginx:latest`. Undefined for what is no reference.
 * https://kubernetes.io/docs/concepts/containers/images/#image-names, https://github.com/distribution/reference
 */
export function readImageReference(text: string): ImageReference | undefined {
  if (text.length > CHARS_MAX) return undefined;
  const [, name = '', tag, digest] = PARTS.exec(text) ?? [];
  const repository = repositoryOf(name);
  if (repository === undefined || (digest !== undefined && !isImageDigest(digest))) return undefined;
  if (digest !== undefined) return { repository, ...(tag !== undefined && { tag }), digest };
  return { repository, tag: tag ?? 'latest' };
}

/** What a runtime calls the image that a container runs. */
export interface ImageId {
  readonly digest: string;
  /** It is the digest of the image's configuration: the runtime has no digest of a registry for it. */
  readonly isConfig: boolean;
}

/**
 * Of `imageID` in the status of a container: `REPOSITORY@DIGEST`, the digest of the manifest or of the index that was pulled, or the
 * configuration's where nothing was pulled. Undefined for another form.
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodStatus
 */
export function readImageId(text: string): ImageId | undefined {
  const [, at, digest = '', bare = ''] =
    /^(?:[a-z-]+:\/\/)?(?:[^@\s]{1,512}(@))?(?:(sha\d+:[0-9a-f]+)|([0-9a-f]{64}))$/.exec(text) ?? [];
  const whole = bare === '' ? digest : `sha256:${bare}`;
  return isImageDigest(whole) ? { digest: whole, isConfig: at === undefined } : undefined;
}

/** `REPOSITORY:TAG`, undefined where the reference has no tag. */
export function taggedName({ repository, tag }: ImageReference): string | undefined {
  return tag === undefined ? undefined : `${repository}:${tag}`;
}

/** The first part is a registry where it could be no name of a user: by a dot, a port, a capital, or as `localhost`. */
function repositoryOf(name: string): string | undefined {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isRegistry = first === 'localhost' || /[.:A-Z]/.test(first);
  const written = isRegistry ? first : DEFAULT_REGISTRY;
  const registry = written === `index.${DEFAULT_REGISTRY}` ? DEFAULT_REGISTRY : written;
  const path = isRegistry ? name.slice(slash + 1) : name;
  const whole = registry === DEFAULT_REGISTRY && !path.includes('/') ? `library/${path}` : path;
  if (!REGISTRY.test(registry) || !whole.split('/').every((part) => COMPONENT.test(part))) return undefined;
  return `${registry}/${whole}`;
}
