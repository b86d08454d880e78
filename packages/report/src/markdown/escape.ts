// Anybody's words in Markdown: no mark-up, HTML, link, mention or issue reference comes of them.
import { visible } from '../text/visible.ts';

/** Ends a word for GitHub's mention, reference and link filters, and shows nothing. */
const BREAK = '<!-- -->';
/** Marks, HTML, mentions, references, and the colon or dot that makes a link of a word. */
const ACTIVE = /[\\`*_{}[\]()~$^!|<>&@#]|:(?=\/\/)|(?<=www)\./gi;
const PLAIN_CODE = /^[^`|\s](?:[^`|]*[^`|\s])?$/u;

function entity(char: string): string {
  return `&#${char.codePointAt(0)};`;
}

/** Running text. Marks are escaped; `@`, `#` and `://` get an empty comment behind them, a mark that begins a line one before it. */
export function prose(text: string): string {
  return visible(text)
    .replace(ACTIVE, (char) => {
      if ('|<>&'.includes(char)) return entity(char);
      return '@#:.'.includes(char) ? char + BREAK : `\\${char}`;
    })
    .replace(/^(?=[-+=]|\d+[.)])/, BREAK);
}

/** A name as code. With a backtick or a bar in it, or a space at its ends, as HTML code, since a table would take it apart. */
export function code(text: string): string {
  const shown = visible(text);
  if (shown === '') return '';
  if (PLAIN_CODE.test(shown)) return `\`${shown}\``;
  return `<code>${shown.replace(/[^A-Za-z0-9]/gu, entity)}</code>`;
}

/** A fenced block whose fence is longer than any run of backticks in it. */
export function fenced(lines: readonly string[], language = ''): string[] {
  const longest = Math.max(0, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [fence + language, ...lines.map(visible), fence];
}
