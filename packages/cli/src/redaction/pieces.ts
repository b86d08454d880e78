// Reads a file piece by piece, to where it is searched.
import { read } from 'node:fs';
import { promisify } from 'node:util';

const PIECE_BYTES = 1_048_576;
const readInto = promisify(read);

/** From where the descriptor stands. All pieces lie in the same memory: each is to be used before the next is asked for. */
export async function* piecesOf(file: number, space?: Uint8Array): AsyncGenerator<Uint8Array> {
  const piece = space ?? Buffer.allocUnsafe(PIECE_BYTES);
  for (;;) {
    const { bytesRead } = await readInto(file, piece, 0, piece.length, null);
    if (bytesRead === 0) return;
    yield piece.subarray(0, bytesRead);
  }
}
