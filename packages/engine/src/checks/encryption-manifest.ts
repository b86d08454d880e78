// EncryptionConfigurations for the examples of checks; their keys are drawn from a counter, and used nowhere.
import { createHash } from 'node:crypto';

/** A key that looks random and is the same each time; `bytes` long, in base64. */
export function exampleKey(number: number, bytes = 32): string {
  const digest = createHash('sha256').update(`example key ${number}`).digest();
  return digest.subarray(0, bytes).toString('base64');
}

/** One provider with one key. */
export function keyed(provider: string, name: string, secret: string): string {
  return `${provider}: {keys: [{name: ${name}, secret: ${secret}}]}`;
}

export const KMS = 'kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms/kms.sock"}';
export const IDENTITY = 'identity: {}';

/** One rule for Secrets with these providers, each a line. */
export function configuration(...providers: readonly string[]): string {
  return rules(['secrets', providers]);
}

export function rules(...of: readonly (readonly [resources: string, providers: readonly string[]])[]): string {
  const written = of.map(
    ([resources, providers]) =>
      `- resources: [${resources}]\n  providers:\n${providers.map((provider) => `  - ${provider}\n`).join('')}`,
  );
  return `apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n${written.join('')}`;
}
