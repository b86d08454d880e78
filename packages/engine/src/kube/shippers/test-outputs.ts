// What tests of shippers' settings are told: each output in one line.
import type { LogOutput } from '../../facts/log-output.ts';
import { shipperSettings } from '../log-outputs.ts';
import { StringPool } from '../string-pool.ts';

export function outputsOf(data: Readonly<Record<string, string>>): readonly LogOutput[] {
  return shipperSettings(data, new StringPool())?.outputs ?? [];
}

/** Where it goes and what it carries, without the program. */
export function shown({ plugin, says, setting, host, port, carries, steps, masks }: LogOutput): string {
  const place = `${host ?? '?'}:${port ?? '?'}`;
  return [plugin, says, setting, place, carries, ...steps, ...(masks ? ['masks'] : [])].join(' | ');
}

export const shownWithProgram = (output: LogOutput): string => `${output.program} | ${shown(output)}`;
