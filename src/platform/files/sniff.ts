import type { Readable } from 'node:stream';
import { fileTypeFromStream } from 'file-type';
import { isAllowedType } from './file-types.js';
import type { TextProbe } from './text-probe.js';

/**
 * The media type by what is in the file; the name decides only between two kinds of plain text. Null for what may not
 * be uploaded.
 * @param content the whole file again, as a stream of bytes; read as far as needed
 */
export async function sniffType(content: Readable, probe: TextProbe, name: string): Promise<string | null> {
  const type = await magicType(content);
  if (type && isAllowedType(type)) return type;
  // Everything else that is text is shown as text, whatever it would like to be: HTML, SVG, a script.
  const text = probe.finish();
  if (text) return textType(text.head, text.charset, name);
  return null;
}

async function magicType(content: Readable): Promise<string | null> {
  try {
    return (await fileTypeFromStream(content))?.mime ?? null;
  } catch {
    // A file that ends in the middle of its own structure is of no type.
    return null;
  } finally {
    content.destroy();
  }
}

/** STEP: ISO 10303-21, 5.2. DXF: the first group that is no comment (999) opens a section. */
function textType(head: string, charset: string, name: string): string {
  if (/^\s*ISO-10303-21\s*;/.test(head)) return 'model/step';
  if (/^(?:\s*999\r?\n.*\r?\n)*\s*0\r?\n\s*SECTION\s*\r?\n/.test(head)) return 'image/vnd.dxf';
  return `${/\.csv$/i.test(name) ? 'text/csv' : 'text/plain'}; charset=${charset}`;
}
