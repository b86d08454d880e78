// Reads the format of Fluentd: sections in angle brackets, one within the other, a name and a value a line.
import { pushTo } from '../../facts/push-to.ts';
import { fileName } from './section.ts';
import type { Section, SectionsRead, SettingsKey } from './section.ts';

/** Sections of one text that are kept, and how deep they stand in each other. */
const MOST_SECTIONS = 200;
const DEEPEST = 10;

/** True for a text of this format that says where something comes from, goes to or what is done with it. */
export function isFluentdText(text: string): boolean {
  return /^\s{0,16}(?:<(?:source|filter|match|label)\b[^<>\n]{0,200}>\s*$|@include\s)/m.test(text);
}

/** Quotes are no part of a value, nor is a comment behind one that has none; `#{` begins Ruby. */
function valueOf(text: string): string {
  const [, quoted] = /^"((?:[^"\\]|\\.){0,4096})"/.exec(text) ?? /^'([^']{0,4096})'/.exec(text) ?? [];
  return quoted ?? text.replace(/\s#(?!\{).*$/s, '').trim();
}

interface OpenSection {
  readonly type: string;
  readonly argument: string;
  readonly settings: Map<string, string[]>;
  readonly parts: Section[];
  readonly at: SettingsKey;
}

const openSection = (type: string, argument: string, at: SettingsKey): OpenSection => ({
  type: type.toLowerCase(),
  argument: argument.trim(),
  settings: new Map(),
  parts: [],
  at,
});

/** https://docs.fluentd.org/configuration/config-file */
export function readFluentdText(text: string, at: SettingsKey): SectionsRead {
  const root = openSection('', '', at);
  const open = [root];
  const includes: string[] = [];
  let count = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, type, argument = ''] = /^<([a-z_]{1,32})(\s[^>]{0,500})?>$/i.exec(line) ?? [];
    if (/^<\/[a-z_]{1,32}>$/i.test(line)) {
      if (open.length > 1) open.pop();
    } else if (type !== undefined) {
      const section = openSection(type, argument, at);
      if (++count <= MOST_SECTIONS && open.length <= DEEPEST) open.at(-1)?.parts.push(section);
      open.push(section);
    } else {
      const [, name = '', value = ''] = /^(\S{1,128})(?:\s+(.*))?$/s.exec(line) ?? [];
      if (name === '@include') includes.push(fileName(valueOf(value)));
      else if (name !== '') pushTo(open.at(-1)?.settings ?? root.settings, name, valueOf(value));
    }
  }
  return { sections: root.parts, includes };
}
