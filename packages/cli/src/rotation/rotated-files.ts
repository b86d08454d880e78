// The EncryptionConfigurations of the API servers of one rotation: read together, and refused where they cannot be rotated together.
import { createHash } from 'node:crypto';
import {
  fileBytesMax,
  judge,
  keysAgree,
  keyStage,
  NEWEST_MINOR,
  rotationRule,
  storageRules,
} from '@watertight/encryption';
import type { FileStage, Judgement, RotationGoal, RotationRule, StorageRules } from '@watertight/encryption';
import { ConfigurationFileError, readConfigurationFile } from '@watertight/sources';
import { UserError } from '../shell/exit-code.ts';

export interface RotatedFile {
  readonly file: string;
  readonly bytes: Buffer;
  readonly hash: string;
  readonly judgement: Judgement;
  readonly rule: RotationRule;
  readonly rules: StorageRules;
  readonly stage: FileStage;
}

export interface RotatedFiles {
  readonly files: readonly RotatedFile[];
  readonly keysAgree: boolean;
}

/** Throws a `UserError` for a file that an API server refuses, and for rules that are not rotated together. */
export async function readRotatedFiles(names: readonly string[], goal: RotationGoal): Promise<RotatedFiles> {
  const files: RotatedFile[] = [];
  for (const name of names) files.push(await readOne(name, goal));
  const [first, ...others] = files;
  const other = others.find(({ rule }) => listed(rule) !== listed(first?.rule));
  if (other !== undefined)
    throw new UserError(
      `${other.file} has other resources in the rule for ${goal.resource} than ${first?.file ?? ''}`,
      'Make the files of all API servers the same first.',
    );
  return { files, keysAgree: keysAgree(files.map(({ rule }) => rule.providers)) };
}

function listed(rule: RotationRule | undefined): string {
  return [...(rule?.resources ?? [])].sort().join(' ');
}

async function readOne(file: string, goal: RotationGoal): Promise<RotatedFile> {
  const { bytes, access } = await readConfigurationFile(file, fileBytesMax).catch((error: unknown) => {
    throw error instanceof ConfigurationFileError ? new UserError(error.message, error.hint) : error;
  });
  if (access === undefined)
    throw new UserError(`${file} is no regular file`, 'Name the file that the API server reads.');
  const judgement = judge(bytes, { minor: NEWEST_MINOR, kmsV1: false, reload: true });
  if (judgement.accepted !== true) {
    const why = judgement.unread ?? judgement.refusals[0]?.reason ?? 'it is broken';
    throw new UserError(
      `an API server refuses ${file}: ${why}`,
      'Correct it: watertight encryption lint FILE says how.',
    );
  }
  const { configuration } = judgement.assessment;
  const rule = rotationRule(configuration, goal.resource);
  if ('reason' in rule)
    throw new UserError(
      `${file} is not rotated: ${rule.reason}`,
      'Give --resource, or change the file on every API server first.',
    );
  const hash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const stage = keyStage(rule.providers, goal);
  return { file, bytes, hash, judgement, rule, rules: storageRules(configuration), stage };
}
