// Compares what came out of a redactor with what must: values that are still shown, lines that differ otherwise.
import type { Line } from './corpus.ts';

export interface Verdicts {
  readonly lines: number;
  readonly values: number;
  /** Values that came out. */
  readonly shown: number;
  /** Lines whose values are gone, but whose text is not what it must be. */
  readonly otherwise: number;
  /** Lines that are not what they must be, for either reason. */
  readonly wrong: number;
  /** By context and class, the worst first. */
  readonly places: readonly Place[];
}

export interface Place {
  readonly place: string;
  readonly lines: number;
  readonly wrong: number;
  readonly example: { readonly expected: string; readonly got: string; readonly risky: string };
}

/** `got` has one line for each of `lines`. */
export function judged(lines: readonly Line[], got: readonly string[]): Verdicts {
  const places = new Map<string, { lines: number; wrong: number; example: Place['example'] }>();
  let values = 0;
  let shown = 0;
  let otherwise = 0;
  for (const [index, line] of lines.entries()) {
    const out = got[index] ?? '';
    const leaked = line.secrets.filter((value) => count(out, value) > count(line.safe, value)).length;
    values += line.secrets.length;
    shown += leaked;
    const isWrong = out !== line.safe;
    if (isWrong && leaked === 0) otherwise++;
    const place = `${line.context} · ${line.kind}`;
    const known = places.get(place) ?? {
      lines: 0,
      wrong: 0,
      example: { expected: line.safe, got: out, risky: line.risky },
    };
    if (isWrong && known.wrong === 0) known.example = { expected: line.safe, got: out, risky: line.risky };
    known.lines++;
    if (isWrong) known.wrong++;
    places.set(place, known);
  }
  const worst = [...places]
    .map(([place, found]) => ({ place, ...found }))
    .sort((a, b) => b.wrong - a.wrong || a.place.localeCompare(b.place, 'en'));
  const wrong = worst.reduce((sum, place) => sum + place.wrong, 0);
  return { lines: lines.length, values, shown, otherwise, wrong, places: worst };
}

/** How often a value stands in a text: a short code may stand in a time as well. */
function count(text: string, value: string): number {
  let times = 0;
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) times++;
  return times;
}

/** Masks that a redactor wrote where nothing was to be masked: stars or marks that the line did not have. */
export function maskedPlaces(line: string, out: string): number {
  if (line === out) return 0;
  const masks = (text: string): number => text.match(/\*{3,}|\*\*\/\*\*|\[redaction-error\]/g)?.length ?? 0;
  return Math.max(1, masks(out) - masks(line));
}
