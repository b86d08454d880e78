// What `validateKMSConfiguration` of the API server, and its gRPC client, say of a KMS provider.
import { goUrl, isGrpcTarget } from './go-url.ts';
import type { KmsSpec } from './model.ts';
import type { Fault } from './refusal.ts';

/** How the API server was started. */
export interface ServerSettings {
  /** Minor version of Kubernetes 1. */
  readonly minor: number;
  /** `--feature-gates=KMSv1=true`; off by default since 1.29. */
  readonly kmsV1: boolean;
  /** `--encryption-provider-config-automatic-reload`: then the names of KMS v1 providers must differ too. */
  readonly reload: boolean;
}

export interface KmsContext extends ServerSettings {
  /** Names of the KMS providers before this one. */
  readonly names: ReadonlySet<string>;
  /** Nothing is set by default where the file names the API server's own type. */
  readonly hasDefaults: boolean;
}

/** The version that counts: `v1` where none is written. */
export function kmsVersion({ apiVersion }: KmsSpec, hasDefaults = true): string {
  return apiVersion === '' && hasDefaults ? 'v1' : apiVersion;
}

function nameReasons({ name }: KmsSpec, version: string, { names, reload }: KmsContext): string[] {
  const reasons: string[] = [];
  if (name === '') reasons.push('a KMS provider needs a name');
  if (version !== 'v1' && name.includes(':')) reasons.push('the name of a KMS v2 provider has no colon');
  if ((reload || version !== 'v1') && names.has(name))
    reasons.push(
      'the name is taken by an earlier KMS provider: give it another name, or put all resources into one rule; stored values hold the name',
    );
  return reasons;
}

function endpointReason(endpoint: string): string | undefined {
  if (endpoint === '') return 'a KMS provider needs an endpoint';
  const url = goUrl(endpoint);
  if (url === undefined) return 'the endpoint is no URL';
  if (url.scheme !== 'unix') return 'the endpoint must be a Unix socket: unix:///…';
  return isGrpcTarget(url.path) ? undefined : 'the path of the socket has signs that gRPC refuses';
}

function cacheReason({ cacheSize }: KmsSpec, version: string): string | undefined {
  if (cacheSize === undefined) return undefined;
  if (version !== 'v1') return 'cachesize is for KMS v1 only';
  return cacheSize === 0n ? 'cachesize is positive, or negative to keep no cache' : undefined;
}

export function kmsFaults(kms: KmsSpec, context: KmsContext): Fault[] {
  const version = kmsVersion(kms, context.hasDefaults);
  const timeout = kms.timeout ?? (context.hasDefaults ? 1n : undefined);
  const at = (field: string, reason: string | undefined): Fault[] =>
    reason === undefined ? [] : [{ pointer: `${kms.pointer}/${field}`, reason }];
  if (timeout === undefined)
    return at('timeout', 'an API server breaks on a KMS provider of its own type without timeout');
  const isKnown = version === 'v1' || version === 'v2';
  const isOff = version === 'v1' && !context.kmsV1;
  return [
    ...nameReasons(kms, version, context).flatMap((reason) => at('name', reason)),
    ...at('timeout', timeout <= 0n ? 'timeout is not positive' : undefined),
    ...at('endpoint', endpointReason(kms.endpoint)),
    ...at('cachesize', cacheReason(kms, version)),
    ...at('apiVersion', isKnown ? undefined : 'apiVersion is v1 or v2'),
    ...at(
      'apiVersion',
      isOff
        ? `KMS ${kms.apiVersion === '' ? 'v1, which counts where no apiVersion is written,' : 'v1'} is off since 1.29`
        : undefined,
    ),
  ];
}
