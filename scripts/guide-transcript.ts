// Runs the commands of the guides and puts what they print under them: `node scripts/guide-transcript.ts`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
/** Guides whose transcripts are held to what the commands print. */
export const GUIDES: readonly string[] = ['redacting-logs', 'network-reach', 'transit'].map((name) =>
  path.join(ROOT, `docs/guides/${name}.md`),
);
const BLOCK = /```console\n(\$ [\s\S]*?)```/g;

/** The text with every transcript as it would be now. All commands run in one folder, one after the other, as a reader would type them. */
export function withGuideTranscripts(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'watertight-guide-'));
  try {
    symlinkSync(path.join(ROOT, 'bin/watertight.js'), path.join(folder, 'watertight'));
    symlinkSync(path.join(ROOT, 'examples'), path.join(folder, 'examples'));
    return text.replaceAll(BLOCK, (_, block: string) => {
      const commands = block.split('\n').filter((line) => line.startsWith('$ '));
      return `\`\`\`console\n${commands.map((line) => `${line}\n${output(line.slice(2), folder)}`).join('')}\`\`\``;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Both streams, in the order in which they were written. */
function output(command: string, folder: string): string {
  const env = {
    ...process.env,
    NO_COLOR: '1',
    PATH: `${folder}:${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
  };
  const { stdout } = spawnSync('sh', ['-c', `exec 2>&1; ${command}`], { cwd: folder, env, encoding: 'utf8' });
  return stdout === '' || stdout.endsWith('\n') ? stdout : `${stdout}\n`;
}

if (import.meta.main)
  for (const guide of GUIDES) writeFileSync(guide, withGuideTranscripts(readFileSync(guide, 'utf8')));
