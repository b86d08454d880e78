// Makes small archives byte by byte, so that tests need no program that packs.
import { crc32, deflateRawSync } from 'node:zlib';

const BLOCK = 512;

/** A ustar archive; `type` of each entry is a file's, and a symbolic link's of those in `links`. Long paths are pax records. */
export function tar(
  files: Readonly<Record<string, string | Uint8Array>>,
  links: Readonly<Record<string, string>> = {},
): Buffer {
  const parts = Object.entries(files).flatMap(([path, content]) => {
    const long = Buffer.byteLength(path) > 100 ? paxPath(path) : [];
    return [...long, ...entry(path.slice(0, 100), '0', Buffer.from(content))];
  });
  const linked = Object.entries(links).flatMap(([path, to]) => entry(path, '2', Buffer.alloc(0), to));
  return Buffer.concat([...parts, ...linked, Buffer.alloc(2 * BLOCK)]);
}

function paxPath(path: string): Buffer[] {
  const body = ` path=${path}\n`;
  let length = Buffer.byteLength(body) + 2;
  while (String(length).length + Buffer.byteLength(body) !== length) length++;
  return entry('pax', 'x', Buffer.from(`${length}${body}`));
}

function entry(path: string, type: string, content: Buffer, link = ''): Buffer[] {
  const head = Buffer.alloc(BLOCK);
  head.write(path, 0);
  head.write('0000644\0', 100);
  head.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  head.write(type, 156);
  head.write(link, 157);
  head.write('ustar\x0000', 257);
  head.fill(' ', 148, 156);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [head, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)];
}

/** A zip archive; entries are deflated, or stored where the path ends in `.stored`. */
export function zip(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of Object.entries(files)) {
    const name = Buffer.from(path);
    const bytes = Buffer.from(content);
    const isStored = path.endsWith('.stored');
    const packed = isStored ? bytes : deflateRawSync(bytes);
    const fields = Buffer.alloc(22);
    fields.writeUInt16LE(isStored ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    const shared = Buffer.concat([fields.subarray(0, 22), u16(name.length), u16(0)]);
    const local = Buffer.concat([u32(0x04034b50), shared, name, packed]);
    centrals.push(Buffer.concat([u32(0x02014b50), u16(20), shared, u16(0), u16(0), u16(0), u32(0), u32(offset), name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const count = u16(centrals.length);
  const end = Buffer.concat([u32(0x06054b50), u32(0), count, count, u32(directory.length), u32(offset), u16(0)]);
  return Buffer.concat([...locals, directory, end]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
