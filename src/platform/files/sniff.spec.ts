import { Readable } from 'node:stream';
import { storedZip } from '../../../test/support/zip.js';
import { sniffType } from './sniff.js';
import { TextProbe } from './text-probe.js';

const OFFICE = 'application/vnd.openxmlformats-officedocument';

function sniff(content: Buffer, name = 'file'): Promise<string | null> {
  const probe = new TextProbe();
  // Pieces that cut characters in two, as pieces of a file do.
  for (let at = 0; at < content.length; at += 7) probe.push(content.subarray(at, at + 7));
  return sniffType(Readable.from([content], { objectMode: false }), probe, name);
}

/** 中文, in the charset of older Chinese offices. */
const GB18030 = Buffer.from('d6d0cec42ccafdbddd0d0a', 'hex');

const contentTypes = (part: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/x.xml" ContentType="${OFFICE}.${part}.main+xml"/></Types>`;

describe('sniffType', () => {
  it.each([
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n'), 'application/pdf'],
    ['a PNG', Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'), 'image/png'],
    ['a JPEG', Buffer.from('ffd8ffe000104a46494600', 'hex'), 'image/jpeg'],
    ['a WebP', Buffer.from('524946461a000000574542505650384c', 'hex'), 'image/webp'],
    ['an AutoCAD drawing', Buffer.from('AC1032\0\0\0\0\0\0', 'latin1'), 'image/vnd.dwg'],
    ['a STEP model', Buffer.from("ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION(('轴'),'2;1');"), 'model/step'],
    ['a DXF drawing', Buffer.from('999\r\n由某软件生成\r\n  0\r\nSECTION\r\n  2\r\nHEADER\r\n'), 'image/vnd.dxf'],
    ['a Word document', storedZip({ '[Content_Types].xml': contentTypes('wordprocessingml.document'), 'word/document.xml': '<w/>' }), `${OFFICE}.wordprocessingml.document`],
    ['a workbook whose list of types comes last', storedZip({ '_rels/.rels': '<r/>', 'xl/workbook.xml': '<x/>', '[Content_Types].xml': contentTypes('spreadsheetml.sheet') }), `${OFFICE}.spreadsheetml.sheet`],
    ['slides', storedZip({ '[Content_Types].xml': contentTypes('presentationml.presentation') }), `${OFFICE}.presentationml.presentation`],
    ['text in UTF-8', Buffer.from('采购 12 台\r\n🏭'), 'text/plain; charset=utf-8'],
    ['text with a byte order mark', Buffer.from('\uFEFF采购'), 'text/plain; charset=utf-8'],
    ['text in GB18030', GB18030, 'text/plain; charset=gb18030'],
    ['a page, as text', Buffer.from('<!doctype html><script>alert(1)</script>'), 'text/plain; charset=utf-8'],
    ['a picture with a script, as text', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'text/plain; charset=utf-8'],
  ])('knows %s', async (_, content, type) => expect(await sniff(content)).toBe(type));

  it('lets the name decide only between two kinds of text', async () => {
    expect(await sniff(GB18030, '设备清单.CSV')).toBe('text/csv; charset=gb18030');
    expect(await sniff(Buffer.from('MZ\x90\0\x03\0'), 'harmless.csv')).toBeNull();
    expect(await sniff(Buffer.from('%PDF-1.7\n'), 'table.csv')).toBe('application/pdf');
  });

  it.each([
    ['a program', Buffer.from('4d5a90000300000004000000ffff', 'hex')],
    ['an archive', storedZip({ 'a.pdf': '%PDF-1.7' })],
    ['an archive that calls itself a document', storedZip({ mimetype: 'application/zip', 'word/document.xml': '<w/>' })],
    ['an animated picture', Buffer.from('GIF89a\x01\0\x01\0', 'latin1')],
    ['a text with a NUL', Buffer.from('a\0b')],
    ['text in UTF-16', Buffer.from('\uFEFF采购', 'utf16le')],
    ['half a character', Buffer.from('采购').subarray(0, 5)],
    ['the beginning of an archive', Buffer.from('504b0304', 'hex')],
    ['noise', Buffer.from(Array.from({ length: 999 }, (_, n) => (n * 7919 + 13) % 256))],
  ])('refuses %s', async (_, content) => expect(await sniff(content)).toBeNull());
});
