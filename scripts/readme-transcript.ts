// Runs the README's commands and puts what they print under them: `node scripts/readme-transcript.ts`.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { missingPrograms } from '../testbed/cluster/versions.ts';
import { LIVE_VERSION, withLiveTranscripts } from './live-transcript.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
/** A console block whose first line is a prompt with one of our commands; what follows is its output. Those with a context are live. */
const BLOCK = /```console\n\$ (\.\/bin\/watertight\.js (?![^\n]* --context )[^\n]*)\n[\s\S]*?```/g;

/** What a command of the README prints, as without a terminal; its exit code is not our concern here. */
function output(command: string): string {
  const [, ...args] = command.split(' ');
  const env = { ...process.env, NO_COLOR: '1' };
  const program = path.join(ROOT, 'bin/watertight.js');
  return spawnSync(process.execPath, [program, ...args], { cwd: ROOT, env, encoding: 'utf8' }).stdout.trimEnd();
}

/** The text with every transcript as it would be now. */
export function withTranscripts(text: string): string {
  return text.replaceAll(BLOCK, (_, command: string) => `\`\`\`console\n$ ${command}\n${output(command)}\n\`\`\``);
}

if (import.meta.main) {
  const file = path.join(ROOT, 'README.md');
  const text = withTranscripts(readFileSync(file, 'utf8'));
  const reason = missingPrograms(LIVE_VERSION);
  if (reason !== undefined) console.error(`the live transcript is left as it is: ${reason}`);
  writeFileSync(file, reason === undefined ? await withLiveTranscripts(text) : text);
}
