// The search for anchors with 128-bit shuffles, in AssemblyScript: `npm run kernel` builds it. tables.ts says where the tables lie.

const HEADS: usize = 256;
const ENTRIES: usize = 256 + 2 * 8192 + 512;
const HASH_SHIFT: u32 = 32 - 13;
const FACTOR: u32 = 0x9e3779b1;
const FOLDED: u32 = 0x202020;

let patternsAt: usize = 0;
let setsAt: usize = 0;
let wideAt: usize = 0;
let wideCount: u32 = 0;
let shortAt: usize = 0;
let shortCount: u32 = 0;
/** Distances at which the window of every wide pattern stands again; 0 for none. */
let firstEcho: u64 = 0;
let secondEcho: u64 = 0;
/** How far before the window of every wide pattern it does not stand: nothing, where there is no such distance. */
let fence: u64 = 0;
let fenced: u64 = 0;

let rangeFrom: usize = 0;
let rangeTo: usize = 0;
let out: usize = 0;

/** Reads the header of tables that lie at 0; of `SCRATCH_BYTES` in kernel.ts, `scratch` is the first. */
export function open(scratch: usize): void {
  masksAt = scratch;
  queueAt = scratch + 3 * MASK_BYTES;
  patternsAt = load<u32>(192);
  setsAt = load<u32>(200);
  wideAt = load<u32>(204) + 2;
  wideCount = load<u16>(wideAt - 2);
  shortAt = load<u32>(208) + 2;
  shortCount = load<u16>(shortAt - 2);
  firstEcho = <u64>load<u32>(212);
  secondEcho = <u64>load<u32>(216);
  fence = <u64>load<u32>(220);
  fenced = fence == 0 ? 0 : <u64>-1;
}

function compare(pattern: u32, at: usize): void {
  const info = patternsAt + 8 * <usize>pattern;
  const length = <usize>load<u16>(info, 4);
  const start = at - <usize>load<u16>(info, 6);
  if (start + 1 < rangeFrom || start + length > rangeTo || start + length <= rangeFrom) return;
  const steps = <usize>load<u32>(info);
  for (let step: usize = 0; step < length; step++) {
    const byte = <u32>load<u8>(start + step);
    const set = setsAt + 32 * <usize>load<u16>(steps + 2 * step);
    if (((<u32>load<u8>(set + (byte >> 3)) >> (byte & 7)) & 1) == 0) return;
  }
  store<u32>(out, pattern);
  store<u32>(out, <u32>start, 4);
  out += 8;
}

@inline
function headOf(at: usize): usize {
  const spelling = (load<u32>(at) & 0xffffff) | FOLDED;
  return HEADS + 2 * <usize>((spelling * FACTOR) >> HASH_SHIFT);
}

function compareNarrow(at: usize): void {
  let entry = <usize>load<u16>(headOf(at));
  while (entry != 0) {
    const place = ENTRIES + 4 * entry;
    compare(<u32>load<u16>(place, 2), at);
    entry = <usize>load<u16>(place);
  }
}

function compareWide(at: usize): void {
  for (let index: u32 = 0; index < wideCount; index++) compare(<u32>load<u16>(wideAt + 2 * index), at);
}

function compareShort(at: usize): void {
  for (let index: u32 = 0; index < shortCount; index++) compare(<u32>load<u16>(shortAt + 2 * index), at);
}

/** Where the masks of a part lie, 64 bits of each kind for a block of 64 bytes, and places that wait for their comparison. */
let masksAt: usize = 0;
let queueAt: usize = 0;
const PART_BLOCKS: usize = 64;
/** Of a part and the block behind it. */
const MASK_BYTES: usize = 8 * (PART_BLOCKS + 1);

/** Writes which places of blocks at `at` may be windows, as bits: none of a narrow bucket, of the wide one, of the short one. */
function filter(at: usize, blocks: usize): void {
  const low0 = v128.load(0), high0 = v128.load(16), lowB0 = v128.load(32), highB0 = v128.load(48);
  const low1 = v128.load(64), high1 = v128.load(80), lowB1 = v128.load(96), highB1 = v128.load(112);
  const low2 = v128.load(128), high2 = v128.load(144), lowB2 = v128.load(160), highB2 = v128.load(176);
  const nibble = i8x16.splat(15);
  const others = i8x16.splat(<i8>0xc0);
  const zero = i8x16.splat(0);
  let masks = masksAt;
  for (const end = at + 64 * blocks; at < end; at += 16) {
    const one = v128.load(at), two = v128.load(at, 1), three = v128.load(at, 2);
    const l0 = v128.and(one, nibble), h0 = v128.and(i16x8.shr_u(one, 4), nibble);
    const l1 = v128.and(two, nibble), h1 = v128.and(i16x8.shr_u(two, 4), nibble);
    const l2 = v128.and(three, nibble), h2 = v128.and(i16x8.shr_u(three, 4), nibble);
    const a = v128.and(
      v128.and(
        v128.and(i8x16.relaxed_swizzle(low0, l0), i8x16.relaxed_swizzle(high0, h0)),
        v128.and(i8x16.relaxed_swizzle(low1, l1), i8x16.relaxed_swizzle(high1, h1)),
      ),
      v128.and(i8x16.relaxed_swizzle(low2, l2), i8x16.relaxed_swizzle(high2, h2)),
    );
    const b = v128.and(
      v128.and(
        v128.and(i8x16.relaxed_swizzle(lowB0, l0), i8x16.relaxed_swizzle(highB0, h0)),
        v128.and(i8x16.relaxed_swizzle(lowB1, l1), i8x16.relaxed_swizzle(highB1, h1)),
      ),
      v128.and(i8x16.relaxed_swizzle(lowB2, l2), i8x16.relaxed_swizzle(highB2, h2)),
    );
    store<u16>(masks, <u16>i8x16.bitmask(i8x16.eq(v128.or(a, v128.andnot(b, others)), zero)));
    store<u16>(masks, <u16>i8x16.bitmask(i16x8.shl(b, 1)), MASK_BYTES);
    store<u16>(masks, <u16>i8x16.bitmask(b), 2 * MASK_BYTES);
    masks += 2;
  }
}

/** Writes a block's places that are set, and returns where they end. Few are, and none is foreseen: four are written in any case. */
@inline
function listed(places: u64, at: usize, end: usize): usize {
  const after = end + (<usize>popcnt(places) << 2);
  store<u32>(end, <u32>at + <u32>ctz(places));
  places &= places - 1;
  store<u32>(end, <u32>at + <u32>ctz(places), 4);
  places &= places - 1;
  store<u32>(end, <u32>at + <u32>ctz(places), 8);
  places &= places - 1;
  store<u32>(end, <u32>at + <u32>ctz(places), 12);
  places &= places - 1;
  for (end += 16; places != 0; places &= places - 1) {
    store<u32>(end, <u32>at + <u32>ctz(places));
    end += 4;
  }
  return after;
}

/** Writes the places of narrow windows of which the spelling is known, and returns where they end. */
function spelled(at: usize, blocks: usize): usize {
  let end = queueAt;
  for (let masks = masksAt; masks < masksAt + 8 * blocks; masks += 8) {
    end = listed(~load<u64>(masks), at, end);
    at += 64;
  }
  let kept = queueAt;
  for (let next = queueAt; next < end; next += 4) {
    const place = load<u32>(next);
    store<u32>(kept, place);
    kept += <usize>(load<u16>(headOf(<usize>place)) != 0) << 2;
  }
  return kept;
}

/** Places from which a bit lies `distance` on, in the same block or the next. */
@inline
function echo(places: u64, next: u64, distance: u64): u64 {
  return (places >> distance) | (next << (64 - distance));
}

/** Places of wide windows in the block of these masks that stand as all wide patterns have them. */
@inline
function echoing(masks: usize, before: u64): u64 {
  const places = load<u64>(masks, MASK_BYTES);
  const next = load<u64>(masks, MASK_BYTES + 8);
  const wide = places & echo(places, next, firstEcho) & echo(places, next, secondEcho);
  return wide & ~(fenced & ((places << fence) | (before >> (64 - fence))));
}

/**
 * Writes the patterns in [from, to), each as its number and its place, as many as fit before `limit`, and returns the place from which
 * to go on, or `to`. The byte before `from` is a line end; 128 bytes after `to` may be read.
 */
export function search(from: usize, to: usize, goOn: usize, limit: usize): usize {
  rangeFrom = from;
  rangeTo = to;
  let wideBefore: u64 = 0;
  while (goOn < to) {
    const left = (to - goOn + 63) >> 6;
    const blocks = min(left, PART_BLOCKS);
    // Of the block behind the last one nothing is asked: what lies in the range ends before it.
    filter(goOn, min(left, PART_BLOCKS + 1));
    const queued = spelled(goOn, blocks);
    let next = queueAt;
    for (let masks = masksAt; masks < masksAt + 8 * blocks; masks += 8) {
      const end = goOn + 64;
      for (; next < queued && <usize>load<u32>(next) < end; next += 4) compareNarrow(<usize>load<u32>(next));
      let wide = echoing(masks, wideBefore);
      for (; wide != 0; wide &= wide - 1) compareWide(goOn + <usize>ctz(wide));
      wideBefore = load<u64>(masks, MASK_BYTES);
      let short = load<u64>(masks, 2 * MASK_BYTES);
      for (; short != 0; short &= short - 1) compareShort(goOn + <usize>ctz(short));
      goOn = end;
      if (out > limit) return min(goOn, to);
    }
  }
  return to;
}

/** Says where `search` writes; `written` then says where that ends. */
export function begin(to32: usize): void {
  out = to32;
}

export function written(): usize {
  return out;
}

let bitsAt: usize = 0;
/** Of the second half of the bits. */
let printsAt: usize = 0;
let bitsShift: u32 = 0;
let factorsAt: usize = 0;

/**
 * Of the pieces that `longPieces` or `shortPieces` look for next; `shift` leaves the number of a word. At `factors` lie eight words of
 * factors, then the low and the high halves of bytes that stand in pieces, as `known/pieces.ts` has them.
 */
export function openPieces(bits: usize, shift: u32, factors: usize): void {
  bitsAt = bits;
  printsAt = bits + ((<usize>1 << (32 - shift)) << 2);
  bitsShift = shift;
  factorsAt = factors;
}

/** Bits of bytes in 64 that stand in no piece. */
@inline
function outside(at: usize): u64 {
  const lows = v128.load(factorsAt, 32), highs = v128.load(factorsAt, 48);
  let bits: u64 = 0;
  for (let part: u32 = 0; part < 64; part += 16) {
    const bytes = v128.load(at + <usize>part);
    const low = v128.and(bytes, i8x16.splat(15)), high = v128.and(i16x8.shr_u(bytes, 4), i8x16.splat(15));
    const known = v128.and(i8x16.relaxed_swizzle(lows, low), i8x16.relaxed_swizzle(highs, high));
    bits |= <u64>i8x16.bitmask(i8x16.eq(known, i8x16.splat(0))) << part;
  }
  return bits;
}

/** Whether the bit of a first hash is set, and then whether all three bits of the second are: as `known/pieces.ts` sets them. */
@inline
function isFirst(low: u32, high: u32): usize {
  const sum = low * load<u32>(factorsAt) + high * load<u32>(factorsAt, 4);
  const index = ((sum ^ (sum >> 15)) * load<u32>(factorsAt, 8)) >> (bitsShift - 5);
  return <usize>((<u32>load<u8>(bitsAt + <usize>(index >> 3)) >> (index & 7)) & 1);
}

@inline
function isSecond(low: u32, high: u32): usize {
  const sum = (low ^ (low >> 15)) * load<u32>(factorsAt, 12) + (high ^ (high >> 15)) * load<u32>(factorsAt, 16);
  const hash = (sum ^ (sum >> 15)) | 1;
  const word = load<u32>(printsAt + (<usize>((hash * load<u32>(factorsAt, 8)) >> bitsShift) << 2));
  return <usize>((word >> (hash & 31)) & (word >> ((hash >> 5) & 31)) & (word >> ((hash >> 10) & 31)) & 1);
}

/** Writes which of the places in `[out, end)` pass, up to `last`; `upper` are the bits that count of a piece's second word. */
function passing(end: usize, last: usize, upper: u32): void {
  const begun = out;
  let kept = begun;
  // Nothing branches on a place: few pass, and none is foreseen by the processor.
  for (let next = begun; next < end; next += 4) {
    const at = <usize>load<u32>(next);
    store<u32>(kept, <u32>at);
    kept += (isFirst(load<u32>(at), load<u32>(at, 4) & upper) & <usize>(at <= last)) << 2;
  }
  for (let next = begun; next < kept; next += 4) {
    const at = <usize>load<u32>(next);
    store<u32>(out, <u32>at);
    out += isSecond(load<u32>(at), load<u32>(at, 4) & upper) << 2;
  }
}

/** Writes the places of pieces of eight bytes that pass, of all at `from`, `from + 8`, … up to `last`. 128 bytes behind may be read. */
export function longPieces(from: usize, last: usize): void {
  let end = out;
  for (let at = from; at <= last; at += 64) {
    const others = outside(at);
    // The upper bit of each byte that is 0, and of few others behind one.
    end = listed((others - 0x0101010101010101) & ~others & 0x8080808080808080, at - 7, end);
  }
  passing(end, last, 0xffffffff);
}

/** The same of five bytes at every fourth place. */
export function shortPieces(from: usize, last: usize): void {
  let end = out;
  for (let at = from; at <= last; at += 64) {
    const others = outside(at);
    const two = others | (others >> 1);
    // What the fifth byte of the last piece is, the comparison tells.
    end = listed(~(two | (two >> 2) | (others >> 4)) & 0x1111111111111111, at, end);
  }
  passing(end, last, 0xff);
}
