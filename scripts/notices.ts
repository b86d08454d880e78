// Gathers the licence notices of bundled packages from their folders.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** The package folder in node_modules that a module lies in, or undefined for our own. */
export function packageFolder(id: string): string | undefined {
  const marker = `${path.sep}node_modules${path.sep}`;
  const at = id.lastIndexOf(marker);
  if (at < 0) return undefined;
  const [scope = '', name = ''] = id.slice(at + marker.length).split(path.sep);
  const folder = scope.startsWith('@') ? path.join(scope, name) : scope;
  return id.slice(0, at) + marker + folder;
}

/** One package's notice; throws where there is no licence text, since then it may not be shipped. */
function notice(folder: string): string {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  if (files.length === 0) throw new Error(`${String(manifest['name'])} has no licence file`);
  const texts = files.toSorted().map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  return [`${String(manifest['name'])} ${String(manifest['version'])} (${String(manifest['license'])})`, ...texts].join(
    '\n\n',
  );
}

export function noticesText(folders: readonly string[]): string {
  const rule = `\n\n${'-'.repeat(72)}\n\n`;
  return `${['The bundle contains these packages.', ...folders.map(notice)].join(rule)}\n`;
}
