import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record may be followed by a comment of at most this length. */
const MOST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;

/**
 * One file out of a zip archive in memory (PKWARE APPNOTE 4.3), found by the archive's directory. Undefined when it is not in there.
 * @param mostBytes what it may unpack to
 * @throws RangeError for what is no archive, or packed in another way than stored or deflated, or larger
 */
export function zipEntry(archive: Buffer, name: string, mostBytes: number): Buffer | undefined {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || end < archive.length - MOST_COMMENT - 22 || archive.readUInt32LE(end) !== END) throw new RangeError('not a zip archive');
  const count = archive.readUInt16LE(end + 10);
  for (let at = archive.readUInt32LE(end + 16), i = 0; i < count; i++) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new RangeError('the archive is damaged');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    if (archive.toString('utf8', at + 46, at + 46 + nameLength!) === name) return unpacked(archive, at, mostBytes);
    at += 46 + nameLength! + extraLength! + commentLength!;
  }
  return undefined;
}

function unpacked(archive: Buffer, entry: number, mostBytes: number): Buffer {
  const method = archive.readUInt16LE(entry + 10);
  const packed = archive.readUInt32LE(entry + 20);
  const local = archive.readUInt32LE(entry + 42);
  if (archive.readUInt32LE(local) !== LOCAL) throw new RangeError('the archive is damaged');
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const bytes = archive.subarray(from, from + packed);
  if (method === DEFLATED) return inflateRawSync(bytes, { maxOutputLength: mostBytes });
  if (method !== STORED || bytes.length > mostBytes) throw new RangeError('the archive is packed in a way that is not known here');
  return Buffer.from(bytes);
}
