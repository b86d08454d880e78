// Commands that a person may copy into a shell: every name quoted, or no command at all.
import { isVisible } from './visible.ts';

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/**
 * One shell word for any POSIX shell. `undefined` when the text cannot be shown as it is: a command with a written-out
 * control character in it would name something else.
 */
export function shellWord(text: string): string | undefined {
  if (!isVisible(text)) return undefined;
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** `program` as it stands, then the words quoted; `undefined` when one of them cannot be shown. */
export function command(program: string, words: readonly string[]): string | undefined {
  const quoted = words.map(shellWord);
  return quoted.includes(undefined) ? undefined : [program, ...quoted].join(' ');
}
