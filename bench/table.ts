// Rows of the tables that the benchmarks print, and their numbers.

const MEGABYTE = 1e6;

export function line(...cells: readonly (string | number)[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

export const seconds = (value: number): string => value.toFixed(value < 0.1 ? 4 : 2);
export const megabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(0);
