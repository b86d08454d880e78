// One string for a name wherever it stands: a log has few names, over and over.

const SLOTS = 1024;

/** Of names by their first and last letter and their length. */
const met: (string | undefined)[] = Array<undefined>(SLOTS).fill(undefined);

/** `[start, end)` of a text, not cut out of it where the last name of that kind was the same. */
export function nameIn(text: string, start: number, end: number): string {
  const slot = (31 * text.charCodeAt(start) + 7 * text.charCodeAt(end - 1) + (end - start)) & (SLOTS - 1);
  const known = met[slot];
  if (known?.length === end - start && text.startsWith(known, start)) return known;
  const name = copied(text.slice(start, end));
  met[slot] = name;
  return name;
}

/** The same for who keeps it: V8 cuts a string out of another by a view, which keeps the whole text alive. */
export function copied(name: string): string {
  // The sum is copied when it is cut.
  return ` ${name}`.slice(1);
}
