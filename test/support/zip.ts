import { crc32 } from 'node:zlib';

/** A zip archive without compression (PKWARE APPNOTE 4.3.7), its entries in the order given; no central directory. */
export function storedZip(entries: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat(Object.entries(entries).flatMap(([name, content]) => entry(Buffer.from(name), Buffer.from(content))));
}

function entry(name: Buffer, content: Buffer): Buffer[] {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt32LE(crc32(content), 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(name.length, 26);
  return [header, name, content];
}
