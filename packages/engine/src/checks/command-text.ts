// A container's command line as one text, and what it names.
import type { Container } from '../facts/workload.ts';

/** Command and arguments, as the container's process gets them. */
export function commandText({ command, args }: Container): string {
  return [...command, ...args].join(' ');
}

const PATH_END = /[\s"'`;|&<>(){}=:,]|\/|$/y;

/** True when the text names this path or one below it, not merely a path that begins with the same letters. */
export function namesPath(text: string, path: string): boolean {
  const wanted = path.endsWith('/') && path.length > 1 ? path.slice(0, -1) : path;
  if (wanted === '' || wanted === '/') return false;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    PATH_END.lastIndex = at + wanted.length;
    const before = at === 0 ? '' : (text[at - 1] as string);
    if (PATH_END.test(text) && !/[A-Za-z0-9._/-]/.test(before)) return true;
  }
  return false;
}
