// Checks a backend's settings against their form; a fault is named by its key, never by its value.
import type { z } from 'zod';
import { SetupError } from '../errors/setup-error.ts';

/** Throws a {@link SetupError}. */
export function checkedSettings<T>(form: z.ZodType<T>, settings: unknown, backend: string): T {
  const read = form.safeParse(settings);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const at = unknown ?? issue?.path.join('.') ?? '';
  const what =
    unknown === undefined ? `setting ${at || '(all)'} is missing or has another form` : `there is no setting ${at}`;
  throw new SetupError(`backend ${backend}: ${what}`, `docs/guides/kms-plugin.md lists the settings of ${backend}.`);
}
