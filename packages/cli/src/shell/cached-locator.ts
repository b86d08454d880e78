// Remembers where citations stand: the same rule or subject is behind thousands of paths, and finding it means reading it again.
import type { Location } from '@watertight/engine';
import type { Locator } from '@watertight/sources';

/** Places that are held at once: about 10 MB. Beyond it all are forgotten, since the next asset cites others. */
const HELD_PLACES = 50_000;

export function cachedLocator(locator: Locator, held = HELD_PLACES): Locator {
  const places = new Map<string, Promise<Location | undefined>>();
  return {
    locate(document, pointer) {
      const key = `${document} ${pointer}`;
      const known = places.get(key);
      if (known !== undefined) return known;
      if (places.size >= held) places.clear();
      const place = locator.locate(document, pointer);
      places.set(key, place);
      return place;
    },
  };
}
