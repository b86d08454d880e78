// What every table shares: its width, its colours, how much it shows, and the commands it ends with.
import type { ReportOptions } from '../input/options.ts';
import { type ColumnLayout, type Cell, columns } from '../text/columns.ts';
import { type Paint, paint } from '../text/paint.ts';
import { command } from '../text/shell.ts';
import { fitMiddle, textWidth, wrap } from '../text/width.ts';

/** `wide` shows everything and shortens nothing. */
export interface View {
  readonly wide: boolean;
  readonly width: number;
  readonly paint: Paint;
  readonly options: ReportOptions;
}

/** Narrower terminals get this many columns and wrap by themselves. */
const NARROWEST = 40;

export function view(options: ReportOptions, wide: boolean): View {
  const width = wide ? Number.POSITIVE_INFINITY : Math.max(NARROWEST, options.width);
  return { wide, width, paint: paint(options.color), options };
}

/** The first `limit` items in a table, all of them when wide. */
export function shown<T>(items: readonly T[], limit: number, { wide }: View): readonly T[] {
  return wide ? items : items.slice(0, limit);
}

export function rows(cells: readonly (readonly Cell[])[], indent: number, { width }: View): string[] {
  const layout: ColumnLayout = { width, indent };
  return columns(cells, layout);
}

/** A text wrapped behind its label; the following lines stand under the text. */
export function hanging(label: string, text: string, { width }: View, color?: (label: string) => string): string[] {
  const indent = textWidth(label);
  const lines = Number.isFinite(width) ? wrap(text, width - indent) : [text];
  return lines.map((line, at) => (at === 0 ? (color?.(label) ?? label) + line : ' '.repeat(indent) + line));
}

/** A name and what is said of it, on one line if they fit, else the name shortened and the rest below it. */
export function titled(name: string, said: string, show: View, color: (text: string) => string): string[] {
  const { strong } = show.paint;
  if (textWidth(name) + textWidth(said) + 2 <= show.width) return [`${strong(name)}: ${color(said)}`];
  return [strong(fitMiddle(name, show.width)), ...hanging('  ', said, show).map(color)];
}

export function heading(text: string, { paint: { heading: strong } }: View): string[] {
  return ['', strong(text)];
}

/** The commands to run next; those that name something that cannot be typed are left out. Never shortened: they are to be copied. */
export function nextCommands(commands: readonly (readonly string[])[], show: View): string[] {
  const lines = commands
    .map((words) => command(show.options.program, [...words, ...show.options.inputs]))
    .filter((line) => line !== undefined);
  return lines.length === 0 ? [] : [...heading('Next', show), ...lines.map((line) => `  ${show.paint.command(line)}`)];
}
