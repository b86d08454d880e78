// Writes the files of one step of a rotation, whole or not at all, mode 0600; each was judged as an API server would first.
import { randomBytes } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { judge, keyStage, NEWEST_MINOR, rotationEdit, rotationRule } from '@watertight/encryption';
import type { EditInput, FileStage, RotationEdit, RotationGoal, RotationStep } from '@watertight/encryption';
import { Sealed } from '@watertight/sealed';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { writeText } from '../shell/write-text.ts';
import type { RotatedFile } from './rotated-files.ts';
import type { RotationPlace } from './rotation.ts';

const KEY_BYTES = 32;
const FILE_MODE = 0o600;
const SETTINGS = { minor: NEWEST_MINOR, kmsV1: false, reload: true };
const AFTER: Readonly<Record<RotationEdit, FileStage>> = { add: 'second', promote: 'first', drop: 'only' };

/** `indexes` are those of the files to write. Throws a `UserError` where one is written in a way that is not changed; then none is written. */
export async function writeStep(
  state: RotationStep['state']['id'],
  {
    files,
    indexes,
    place,
  }: { readonly files: readonly RotatedFile[]; readonly indexes: readonly number[]; readonly place: RotationPlace },
  say: (line: string) => void,
): Promise<void> {
  const edit = EDITS.get(state);
  if (edit === undefined) return;
  const { goal } = place;
  const added = edit === 'add' ? addedOf(files, place) : undefined;
  const chosen = indexes.flatMap((index) => files[index] ?? []);
  const written = chosen.map((file) => ({ file: file.file, bytes: nextBytes(file, edit, goal, added) }));
  for (const { file, bytes } of written) {
    say(`${state}: writes ${file}`);
    await bytes.use(
      async (content) =>
        await writeText([content], await realpath(file), FILE_MODE, { keepsMode: false, isDurable: true }),
    );
  }
}

const EDITS: ReadonlyMap<string, RotationEdit> = new Map([
  ['add', 'add'],
  ['mend', 'add'],
  ['promote', 'promote'],
  ['drop', 'drop'],
]);

function addedOf(files: readonly RotatedFile[], { goal, plugin }: RotationPlace): Added {
  if (goal.provider !== 'kms-v2') return { secret: newKeyOf(files, goal) };
  if (plugin?.endpoint !== undefined) return { endpoint: plugin.endpoint };
  throw new UserError(
    `a file lacks the plugin ${goal.keyName}, and its socket is not named`,
    'Give --kms-endpoint unix:///PATH, the socket on which the plugin listens on every API server.',
  );
}

type Added = NonNullable<EditInput['added']>;

/** A run that was killed may have written it into some files: they all get that one. */
function newKeyOf(files: readonly RotatedFile[], { provider, keyName }: RotationGoal): Sealed {
  for (const { rule } of files) {
    for (const each of rule.providers) {
      const key = each.kind === provider && 'keys' in each ? each.keys.find(({ name }) => name === keyName) : undefined;
      if (key !== undefined) return new Sealed(key.secret.use((bytes) => Buffer.from(bytes).toString('base64')));
    }
  }
  return new Sealed(randomBytes(KEY_BYTES).toString('base64'));
}

function nextBytes(
  rotated: RotatedFile,
  edit: RotationEdit,
  goal: RotationGoal,
  added: Added | undefined,
): Sealed<Buffer> {
  const { file, bytes, judgement } = rotated;
  const { document, assessment } = judgement;
  const rule = assessment.configuration.rules[rotated.rule.index];
  const isAsWritten = bytes.equals(Buffer.from(document.text));
  if (rule === undefined || !isAsWritten)
    throw notWritten(file, 'it has a byte-order mark, a second document or another encoding');
  const input = {
    edit,
    text: new Sealed(document.text),
    format: document.format,
    rule,
    goal,
    ...(added && { added }),
  };
  const edited = rotationEdit(input);
  if ('reason' in edited) throw notWritten(file, edited.reason);
  const next = new Sealed(edited.text.use((text) => Buffer.from(text)));
  const reached = next.use((content) => stageOf(content, goal));
  if (reached !== AFTER[edit]) throw notWritten(file, 'the file that it would become is not what the step asks for');
  return next;
}

/** Undefined for what an API server refuses. */
function stageOf(content: Buffer, goal: RotationGoal): FileStage | undefined {
  const { accepted, assessment } = judge(content, SETTINGS);
  const rule = accepted === true ? rotationRule(assessment.configuration, goal.resource) : undefined;
  return rule === undefined || 'reason' in rule ? undefined : keyStage(rule.providers, goal);
}

function notWritten(file: string, reason: string): UserError {
  return new UserError(
    `${file} is not rewritten: ${reason}`,
    'No file was written in this step: change this one by hand.',
    ExitCode.cannotRun,
  );
}
