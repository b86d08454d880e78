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

/**
 * Packages without a licence file, and where the texts of their licences stand: in the heads of their sources, and for
 * Apache-2.0 in our own LICENSE, which is the same text.
 */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  '@bufbuild/protobuf': ['dist/esm/wire/binary-encoding.js', 'dist/esm/wire/varint.js'],
};
const APACHE = path.resolve(import.meta.dirname, '../LICENSE');

/** The comment that a source opens with. */
function head(file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .slice(
      0,
      lines.findIndex((line) => !line.startsWith('//')),
    )
    .join('\n');
}

function licenceTexts(folder: string, name: string): string[] {
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  if (files.length > 0) return files.toSorted().map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  const heads = (ELSEWHERE[name] ?? []).map((file) => head(path.join(folder, file)));
  if (heads.length === 0 || heads.includes('')) throw new Error(`${name} has no licence file`);
  return [...heads, readFileSync(APACHE, 'utf8').trim()];
}

/** One package's notice; throws where there is no licence text, since then it may not be shipped. */
function notice(folder: string): string {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const texts = licenceTexts(folder, String(manifest['name']));
  return [`${String(manifest['name'])} ${String(manifest['version'])} (${String(manifest['license'])})`, ...texts].join(
    '\n\n',
  );
}

export function noticesText(folders: readonly string[]): string {
  const rule = `\n\n${'-'.repeat(72)}\n\n`;
  return `${['The bundle contains these packages.', ...folders.map(notice)].join(rule)}\n`;
}
