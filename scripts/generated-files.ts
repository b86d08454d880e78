// Computes every generated file of a tree in memory, so that writing and testing share one truth.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check } from '../packages/engine/src/checks/check.ts';
import type { Technique } from '../packages/engine/src/graph/rule-types.ts';
import type { Detector } from '../packages/detect/src/formats/detector.ts';
import { entries, type Entry, type EntryKind, FOLDERS, LISTS } from '../repo-rules/entries.ts';
import { checkPage } from './check-page.ts';
import { detectorPage } from './detector-page.ts';
import { listFile } from './list-file.ts';
import { conformancePage } from './conformance-page.ts';
import { cell, GENERATED } from './markdown.ts';
import { PLACEMENTS_FILE, placementsFile } from './placements-file.ts';
import { techniquePage } from './technique-page.ts';

export const PAGE_FOLDERS: Readonly<Record<EntryKind, string>> = {
  technique: 'docs/techniques',
  check: 'docs/checks',
  detector: 'docs/detectors',
};

const INDEX_TITLES: Readonly<Record<EntryKind, string>> = {
  technique: 'Techniques',
  check: 'Checks',
  detector: 'Detectors',
};

type Described = Technique | Check | Detector;

const CONFORMANCE_PAGE = 'docs/conformance.md';

/** What `npm run generate` writes: text by `/` path, and pages that no source file stands behind any more. */
export interface Generated {
  readonly files: ReadonlyMap<string, string>;
  readonly obsolete: readonly string[];
  /** Sources that could not be loaded, with the reason; their pages are missing from `files`. */
  readonly failures: readonly string[];
}

async function load(root: string, entry: Entry): Promise<Described> {
  const file = path.join(root, FOLDERS[entry.kind], `${entry.name}.ts`);
  const module = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Record<string, Described>;
  const value = module[entry.exported];
  if (value === undefined) throw new Error(`exports no ${entry.exported}`);
  return value;
}

function page(value: Described): string {
  if ('anchors' in value) return detectorPage(value);
  return 'asks' in value ? techniquePage(value) : checkPage(value);
}

function indexPage(kind: EntryKind, rows: readonly { entry: Entry; value: Described }[]): string {
  const lines = rows.map(({ entry, value }) => `| [${value.id}](${entry.name}.md) | ${cell(value.title)} |`);
  return [`# ${INDEX_TITLES[kind]}`, '', GENERATED, '', '| id | title |', '|---|---|', ...lines, ''].join('\n');
}

/** The list and pages of one kind, put into `files`; returns what could not be loaded. */
async function generateKind(root: string, kind: EntryKind, files: Map<string, string>): Promise<string[]> {
  const found = entries(root, kind);
  files.set(`${FOLDERS[kind]}/${LISTS[kind]}`, listFile(kind, found));
  const failures: string[] = [];
  const rows: { entry: Entry; value: Described }[] = [];
  for (const entry of found) {
    try {
      const value = await load(root, entry);
      files.set(`${PAGE_FOLDERS[kind]}/${entry.name}.md`, page(value));
      rows.push({ entry, value });
    } catch (error) {
      failures.push(`${FOLDERS[kind]}/${entry.name}.ts: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  files.set(`${PAGE_FOLDERS[kind]}/README.md`, indexPage(kind, rows));
  return failures;
}

export async function generatedFiles(root: string): Promise<Generated> {
  const files = new Map<string, string>();
  const failures: string[] = [];
  for (const kind of ['technique', 'check', 'detector'] as const)
    failures.push(...(await generateKind(root, kind, files)));
  files.set(CONFORMANCE_PAGE, conformancePage());
  files.set(PLACEMENTS_FILE, placementsFile());
  const obsolete = Object.values(PAGE_FOLDERS).flatMap((folder) => {
    const absolute = path.join(root, folder);
    const present = existsSync(absolute) ? readdirSync(absolute).map((name) => `${folder}/${name}`) : [];
    return present.filter((file) => file.endsWith('.md') && !files.has(file));
  });
  return { files, obsolete: failures.length === 0 ? obsolete : [], failures };
}
