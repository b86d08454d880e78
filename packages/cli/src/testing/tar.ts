// Makes a small ustar archive of short paths, so that a test of the command needs no program that packs.
const BLOCK = 512;
const CHECKSUM = [148, 156] as const;

export function tar(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const entries = Object.entries(files).flatMap(([path, content]) => entry(path, Buffer.from(content)));
  return Buffer.concat([...entries, Buffer.alloc(2 * BLOCK)]);
}

function entry(path: string, content: Buffer): Buffer[] {
  const head = Buffer.alloc(BLOCK);
  head.write(path, 0);
  head.write(content.length.toString(8).padStart(11, '0'), 124);
  head.write('0', 156);
  head.write('ustar\x0000', 257);
  head.fill(' ', ...CHECKSUM);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, CHECKSUM[0]);
  return [head, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)];
}
