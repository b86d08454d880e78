// Placements that were planned by measured frequency: for the filter of large texts, and for the index of single lines.
import { keyOf, type Placement } from './placement.ts';
import { FILTER_PLACEMENTS, INDEX_PLACEMENTS } from './placements.ts';
import type { Pattern } from './pattern.ts';

/** By `keyOf` of a pattern. */
export type Planned = ReadonlyMap<number, Placement>;

const KEY_RADIX = 36;

/** What the generated file says of a pattern. */
export function placementText(pattern: Pattern, { offset, bucket }: Placement): string {
  return `${keyOf(pattern).toString(KEY_RADIX)}:${offset}:${bucket}`;
}

let filter: Planned | undefined;
let index: Planned | undefined;

export function plannedForFilter(): Planned {
  filter ??= read(FILTER_PLACEMENTS);
  return filter;
}

/** More patterns than the filter has, so that each bucket lets more pass. */
export function plannedForIndex(): Planned {
  index ??= read(INDEX_PLACEMENTS);
  return index;
}

function read(lines: readonly string[]): Planned {
  return new Map(
    lines
      .flatMap((line) => line.split(' '))
      .map((entry) => {
        const [key = '', offset = '', bucket = ''] = entry.split(':');
        return [Number.parseInt(key, KEY_RADIX), { offset: Number(offset), bucket: Number(bucket) }];
      }),
  );
}
