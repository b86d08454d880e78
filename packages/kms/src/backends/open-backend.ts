// Makes the backend that was named, of its settings; what the others need is not loaded.
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { SetupError } from '../errors/setup-error.ts';
import type { BackendName, KeyBackend } from './backend.ts';
import { BackendError } from '../errors/backend-error.ts';
import type { TokenCommand } from './pkcs11/pkcs11.ts';
import { checkedSettings } from './settings-form.ts';

export const BACKENDS = ['file', 'pkcs11', 'vault', 'aws', 'gcp', 'azure'] as const satisfies readonly BackendName[];

export interface BackendPlace {
  /** Keys of the backend `file` are in its folder `keys` where the settings name no other. */
  readonly stateFolder: string;
  /** How to start a process that calls `serveToken`. */
  readonly tokenCommand: TokenCommand;
}

async function make(name: (typeof BACKENDS)[number], settings: unknown, place: BackendPlace): Promise<KeyBackend> {
  switch (name) {
    case 'file': {
      const { FileBackend } = await import('./file.ts');
      const form = z.strictObject({ folder: z.string().min(1).default(path.join(place.stateFolder, 'keys')) });
      return new FileBackend(checkedSettings(form, settings, name));
    }
    case 'pkcs11': {
      const { pkcs11Settings } = await import('./pkcs11/settings.ts');
      const { Pkcs11Backend } = await import('./pkcs11/pkcs11.ts');
      return new Pkcs11Backend(checkedSettings(pkcs11Settings, settings, name), place.tokenCommand);
    }
    case 'aws': {
      const { AwsBackend, awsSettings } = await import('./aws/aws.ts');
      return new AwsBackend(checkedSettings(awsSettings, settings, name));
    }
    case 'gcp': {
      const { GcpBackend, gcpSettings } = await import('./gcp/gcp.ts');
      return new GcpBackend(checkedSettings(gcpSettings, settings, name));
    }
    case 'azure': {
      const { AzureBackend, azureSettings } = await import('./azure/azure.ts');
      return new AzureBackend(checkedSettings(azureSettings, settings, name));
    }
    case 'vault': {
      const { vaultSettings } = await import('./vault/settings.ts');
      const { VaultBackend } = await import('./vault/vault.ts');
      return new VaultBackend(checkedSettings(vaultSettings, settings, name), () => performance.now());
    }
  }
}

/** Rejects with a SetupError where the settings cannot be used. Nothing is connected to yet. */
export async function openBackend(...[name, settings, place]: Parameters<typeof make>): Promise<KeyBackend> {
  try {
    return await make(name, settings, place);
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    throw new SetupError(
      `backend ${name}: ${error.message}`,
      `docs/guides/kms-plugin.md lists the settings of ${name}.`,
    );
  }
}
