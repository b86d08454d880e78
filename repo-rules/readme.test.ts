// The README says the truth: its transcripts are what the commands print, and its links lead somewhere.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { GUIDES, withGuideTranscripts } from '../scripts/guide-transcript.ts';
import { LIVE_VERSION, withLiveTranscripts } from '../scripts/live-transcript.ts';
import { withTranscripts } from '../scripts/readme-transcript.ts';
import { hasCluster } from '../testbed/cluster/versions.ts';
import { repositoryFiles, ROOT } from './source-file.ts';

const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');

test('transcripts are what the commands print now: run node scripts/readme-transcript.ts', () => {
  expect(withTranscripts(readme)).toBe(readme);
});

test.each(GUIDES)('those of %s, too: run node scripts/guide-transcript.ts', (file) => {
  const guide = readFileSync(file, 'utf8');
  expect(guide).toContain('```console\n$ ');
  expect(withGuideTranscripts(guide)).toBe(guide);
});

test.skipIf(!hasCluster(LIVE_VERSION))(
  'the live transcript is what a real API server gives now: run node scripts/readme-transcript.ts (needs kubernetes-1.37)',
  async () => {
    expect(readme).toContain('user testbed: read-only, nothing is created or changed\nkubernetes-admin may list ');
    expect(await withLiveTranscripts(readme)).toBe(readme);
  },
);

test('the first command is shown with its output', () => {
  const [, output = ''] =
    /```console\n\$ \.\/bin\/watertight\.js who-can-read [^\n]*\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(output).toContain('database-credentials');
});

test.each([
  'npm ci --ignore-scripts && ./bin/watertight.js who-can-read secret/database-credentials -n backend -f examples/seed-backend',
  'npm ci --ignore-scripts && npm test',
])('the command `%s` stands in the README', (command) => {
  expect(readme).toContain(`\n${command}\n`);
});

/** Links of a page that lead nowhere in the repository. */
function deadLinks(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8').replaceAll(/```[\s\S]*?```/g, '');
  const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
  return links.filter((link) => !/^[a-z]+:/.test(link) && !existsSync(path.join(ROOT, path.dirname(file), link)));
}

test('no link in a document is dead', () => {
  const documents = repositoryFiles().filter((file) => file.endsWith('.md'));
  expect(documents.flatMap((file) => deadLinks(file).map((link) => `${file}: ${link}`))).toEqual([]);
});
