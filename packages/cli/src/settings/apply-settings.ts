// Fills in options that were not given: from the environment, else from the settings file, else they keep their default.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { UserError } from '../shell/exit-code.ts';
import { FAIL_ON } from '../shell/options.ts';
import type { Config } from './config.ts';

const PROJECT_FILE = '.watertight.yaml';

type Setting = 'failOn' | 'kubernetesVersion' | 'defaultNamespace' | 'baseline' | 'render';
const VARIABLES: readonly (readonly [Setting, string])[] = [
  ['failOn', 'WATERTIGHT_FAIL_ON'],
  ['kubernetesVersion', 'WATERTIGHT_KUBERNETES_VERSION'],
  ['defaultNamespace', 'WATERTIGHT_DEFAULT_NAMESPACE'],
  ['baseline', 'WATERTIGHT_BASELINE'],
  ['render', 'WATERTIGHT_RENDER'],
];

/** Flags win over the environment, that over the file. Throws a UserError for a bad value in either. */
export async function applySettings(command: Command): Promise<void> {
  if (!hasOption(command, 'config')) return;
  const { file, config } = await configOf(command);
  for (const [setting, variable] of VARIABLES) {
    if (!hasOption(command, setting) || isGiven(command, setting)) continue;
    const fromEnvironment = fromVariable(setting, variable);
    const value = fromEnvironment ?? fromFile(config, setting, file);
    if (value !== undefined) {
      command.setOptionValueWithSource(setting, value, fromEnvironment === undefined ? 'config' : 'env');
    }
  }
  if (file !== undefined) command.setOptionValue('configFile', file);
  if (config.suppressions !== undefined) command.setOptionValue('suppressions', config.suppressions);
}

/** `encryption verify --config` is a configuration of the API server; there, settings come from the environment and this folder alone. */
function takesSettings(command: Command): boolean {
  return command.options.some(({ long }) => long === '--no-config');
}

function hasOption(command: Command, name: string): boolean {
  return command.options.some((option) => option.attributeName() === name);
}

function isGiven(command: Command, name: string): boolean {
  return command.getOptionValueSource(name) === 'cli';
}

/** A file that is named must be there; the one of the current folder is taken where it is. */
async function configOf(command: Command): Promise<{ file?: string; config: Config }> {
  const named = takesSettings(command) ? (command.getOptionValue('config') as string | boolean | undefined) : undefined;
  if (named === false) return { config: {} };
  const given = typeof named === 'string' ? named : nonEmpty(process.env['WATERTIGHT_CONFIG']);
  const file = given ?? (existsSync(PROJECT_FILE) ? PROJECT_FILE : undefined);
  if (file === undefined) return { config: {} };
  const { readConfig } = await import('./read-config.ts');
  return { file, config: await readConfig(file) };
}

function fromVariable(setting: Setting, variable: string): string | boolean | undefined {
  const text = nonEmpty(process.env[variable]);
  if (text === undefined) return undefined;
  if (setting === 'failOn' && !FAIL_ON.some((level) => level === text)) throw wrongVariable(variable, FAIL_ON);
  if (setting !== 'render') return text;
  if (text !== 'true' && text !== 'false') throw wrongVariable(variable, ['true', 'false']);
  return text === 'true';
}

function wrongVariable(variable: string, allowed: readonly string[]): UserError {
  return new UserError(
    `the environment variable ${variable} has none of the values it may have`,
    `Set it to one of ${allowed.join(', ')}, or unset it.`,
  );
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** A path in the file starts from the file's folder. */
function fromFile(config: Config, setting: Setting, file: string | undefined): string | boolean | undefined {
  const value = config[setting];
  if (setting !== 'baseline' || typeof value !== 'string' || file === undefined) return value;
  return path.join(path.dirname(file), value);
}
