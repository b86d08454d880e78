// The door to the values of a live cluster's Secrets: what reads them, and the HTTP library under it, is loaded when it is opened.
import type { SecretValue, SecretValuesSettings } from './secret-value.ts';

/**
 * Says first what it does, then hands over each value as it is read, some twice where a page had to be asked for again. Throws
 * `ClusterError` where not all could be read, and the signal's reason when aborted.
 */
export async function readSecretValues(
  settings: SecretValuesSettings,
  take: (value: SecretValue) => void,
): Promise<void> {
  const { listSecretValues } = await import('./list-secret-values.ts');
  await listSecretValues(settings, take);
}
