// Writes the bundle's programs in ASCII alone: V8 keeps a source with any other character at two bytes for each.
const OTHERS = /[^\p{ASCII}]/gu;
/** A template whose escapes are its text: nothing in it can be written otherwise. */
const RAW = /\braw`[^`]*[^\p{ASCII}`]/u;

/** The same program: in strings, templates, expressions and names an escape is the character, and in comments nobody asks. */
export function inAscii(code: string): string {
  if (RAW.test(code)) throw new Error('a raw template holds a character outside ASCII: write it without String.raw');
  return code.replace(OTHERS, (character) =>
    Array.from({ length: character.length }, (_, at) => escape(character.charCodeAt(at))).join(''),
  );
}

function escape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
