// What a file that is refused is given with, and the pieces that such files are made of.

export interface RefusalCase {
  readonly name: string;
  readonly refused: string;
  readonly taken: string;
  /** Line of the refusal. */
  readonly line: number;
  /** Part of the reason. */
  readonly reason: string;
  /** The minor versions that refuse: all, or those with strict decoding. */
  readonly since?: 31;
}

export const HEAD = 'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\n';
/** 32, 24 and 16 bytes that count up. */
export const key = (bytes: number): string =>
  Buffer.from(Array.from({ length: bytes }, (_, at) => at)).toString('base64');
export const K32 = key(32);

/** One rule for Secrets with one provider on line 6. */
export const one = (provider: string): string =>
  `${HEAD}resources:\n- resources: [secrets]\n  providers:\n  - ${provider}\n`;
export const rule = (resources: string): string =>
  `${HEAD}resources:\n- resources: [${resources}]\n  providers:\n  - identity: {}\n`;
export const keyed = (provider: string, more = ''): string => `${provider}: {keys: [{name: a, secret: ${K32}${more}}]}`;
export const kms = (more: string, name = 'a', version = 'v2'): string =>
  `kms: {apiVersion: ${version}, name: ${name}, endpoint: "unix:///a"${more}}`;
export const endpoint = (url: string): string => one(`kms: {apiVersion: v2, name: a, endpoint: "${url}"}`);
export const timeout = (time: string): string => one(kms(`, timeout: ${time}`));
