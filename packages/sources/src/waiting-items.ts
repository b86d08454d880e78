// List items without a kind that wait until their list has named its own: sorted JSON has `kind` behind `items`.
import type { JsonHeader } from '@watertight/syntax';
import type { Trace } from './collection.ts';
import { MAX_WAITING_BYTES } from './limits.ts';

/** Where an item stood. */
export interface ItemPlace extends Trace {
  readonly offset: number;
  readonly length: number;
}

export interface WaitingItem {
  readonly value: unknown;
  readonly header: JsonHeader;
  readonly place: ItemPlace;
}

/** What a second reading is for: the items between two offsets, by the headers that the first reading completed. */
export interface SecondReading {
  readonly from: number;
  /** Offset of the last of them. */
  readonly to: number;
  readonly headers: ReadonlyMap<number, JsonHeader>;
}

/** Holds items up to a limit in bytes, and remembers where the ones beyond it begin. */
export class WaitingItems {
  readonly #limit: number;
  readonly #headers = new Map<number, JsonHeader>();
  #items: WaitingItem[] = [];
  #bytes = 0;
  #from: number | undefined;
  #to = 0;

  constructor(limit = MAX_WAITING_BYTES) {
    this.#limit = limit;
  }

  /** False when there is no room: a second reading must then bring the item. */
  add(item: WaitingItem): boolean {
    const { header, place } = item;
    if (this.#from === undefined && this.#bytes + place.length <= this.#limit) {
      this.#bytes += place.length;
      this.#items.push(item);
      return true;
    }
    this.#from ??= place.offset;
    this.#to = place.offset;
    this.#headers.set(header.document, header);
    return false;
  }

  /** The items held, which are let go. Headers are complete once the whole source was scanned. */
  release(): readonly WaitingItem[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  get second(): SecondReading | undefined {
    return this.#from === undefined ? undefined : { from: this.#from, to: this.#to, headers: this.#headers };
  }
}
