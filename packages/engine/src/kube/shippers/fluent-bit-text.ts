// Reads the classic format of Fluent Bit: sections in brackets, a name and a value a line.
import { pushTo } from '../../facts/push-to.ts';
import { fileName } from './section.ts';
import type { Section, SectionsRead, SettingsKey } from './section.ts';

/** Sections of one text that are kept. */
const MOST_SECTIONS = 200;

/** True for a text of this format that says where something comes from, goes to or what is done with it. */
export function isFluentBitText(text: string): boolean {
  return /^\s{0,16}\[(?:SERVICE|INPUT|FILTER|OUTPUT)\]/im.test(text) || /^\s{0,16}@INCLUDE\s/m.test(text);
}

/** https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/classic-mode/format-schema */
export function readFluentBitText(text: string, at: SettingsKey): SectionsRead {
  const sections: Section[] = [];
  const includes: string[] = [];
  let settings: Map<string, string[]> | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, type] = /^\[([A-Z_ ]{1,32})\]$/i.exec(line) ?? [];
    if (type !== undefined) {
      settings = new Map();
      if (sections.length < MOST_SECTIONS)
        sections.push({ type: type.toLowerCase(), argument: '', settings, parts: [], at });
      continue;
    }
    const [, name = '', value = ''] = /^(\S{1,128})(?:\s+(.*))?$/s.exec(line) ?? [];
    if (name.toLowerCase() === '@include') includes.push(fileName(value));
    else if (settings !== undefined && name !== '') pushTo(settings, name.toLowerCase(), value);
  }
  return { sections, includes };
}
