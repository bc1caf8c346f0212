import { crc32, deflateRawSync } from 'node:zlib';
import { zipEntry } from './zip-entry.js';

/** An archive with its directory, each entry deflated unless its name says otherwise. */
function archiveOf(entries: Readonly<Record<string, string>>, comment = ''): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const isStored = name.startsWith('stored');
    const data = isStored ? Buffer.from(content) : deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(isStored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(Buffer.byteLength(content), 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, Buffer.from(name), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, ...directory, end, Buffer.from(comment)]);
}

const archive = archiveOf({ 'a/b.txt': '第一个', 'stored.txt': 'as it is', 'model.onnx': 'x'.repeat(5_000) }, 'made by hand');

it('finds a file by its name, packed or not', () => {
  expect(zipEntry(archive, 'a/b.txt', 100)?.toString()).toBe('第一个');
  expect(zipEntry(archive, 'stored.txt', 100)?.toString()).toBe('as it is');
  expect(zipEntry(archive, 'model.onnx', 5_000)?.length).toBe(5_000);
  expect(zipEntry(archive, 'b.txt', 100)).toBeUndefined();
});

it('unpacks nothing that is larger than expected', () => {
  expect(() => zipEntry(archive, 'model.onnx', 4_999)).toThrow('larger than 4999');
  expect(() => zipEntry(archive, 'stored.txt', 3)).toThrow(RangeError);
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['a page', Buffer.from('<html>not found</html>')],
  ['half of it', archive.subarray(0, archive.length / 2)],
  ['the wrong place', Buffer.concat([Buffer.from('moved by some bytes'), archive])],
])('says of %s that it is no archive', (_, bytes) => {
  expect(() => zipEntry(bytes, 'a/b.txt', 100)).toThrow(RangeError);
});
