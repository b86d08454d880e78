// Makes the backend that was named, of its settings; what the others need is not loaded.
import path from 'node:path';
import { z } from 'zod';
import type { BackendName, KeyBackend } from './backend.ts';
import { checkedSettings } from './settings-form.ts';

export const BACKENDS = ['file'] as const satisfies readonly BackendName[];

export interface BackendPlace {
  /** Keys of the backend `file` are in its folder `keys` where the settings name no other. */
  readonly stateFolder: string;
}

/** Rejects with a SetupError where the settings cannot be used. Nothing is connected to yet. */
export async function openBackend(
  name: (typeof BACKENDS)[number],
  settings: unknown,
  { stateFolder }: BackendPlace,
): Promise<KeyBackend> {
  switch (name) {
    case 'file': {
      const { FileBackend } = await import('./file.ts');
      const form = z.strictObject({ folder: z.string().min(1).default(path.join(stateFolder, 'keys')) });
      return new FileBackend(checkedSettings(form, settings, name));
    }
  }
}
