// How the plugin shows Microsoft Entra ID who it is: by the machine's managed identity, a certificate, or a secret in a file.
import { readFile } from 'node:fs/promises';
import { BackendError } from '../errors/backend-error.ts';
import { optionalPackage } from './optional-package.ts';

interface Registered {
  readonly tenantId: string;
  readonly clientId: string;
}

export type AzureLogin =
  | { readonly method: 'managed-identity'; readonly clientId?: string | undefined }
  /** PEM of the certificate and its private key. */
  | ({ readonly method: 'certificate'; readonly certificateFile: string } & Registered)
  | ({ readonly method: 'secret'; readonly secretFile: string } & Registered);

/** The plugin asks again by itself. */
const OPTIONS = { retryOptions: { maxRetries: 0 } };

async function secretIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trimEnd();
  } catch (error) {
    throw new BackendError('settings', `cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
  }
}

/** `authority` is another address of Entra ID than that of the public cloud. Rejects with a BackendError. */
export async function azureCredential(login: AzureLogin, authority: string | undefined) {
  const library = await optionalPackage('@azure/identity', async () => await import('@azure/identity'));
  // An authority that the settings name is not asked of the public cloud's directory, which need not know it.
  const named = authority === undefined ? {} : { authorityHost: authority, disableInstanceDiscovery: true };
  const options = { ...OPTIONS, ...named };
  switch (login.method) {
    case 'managed-identity':
      return new library.ManagedIdentityCredential({
        ...OPTIONS,
        ...(login.clientId === undefined ? {} : { clientId: login.clientId }),
      });
    case 'certificate':
      return new library.ClientCertificateCredential(login.tenantId, login.clientId, login.certificateFile, options);
    case 'secret':
      return new library.ClientSecretCredential(
        login.tenantId,
        login.clientId,
        await secretIn(login.secretFile),
        options,
      );
  }
}
