const HEAD_CHARACTERS = 4_096;
/** Not in any text: control characters other than tab, line feed, form feed and carriage return. */
const CONTROLS = /[\0-\x08\x0B\x0E-\x1F\x7F]/;

type Charset = 'utf-8' | 'gb18030';

/** Decodes a file as it passes by, to find out whether it is text and in which of the two charsets of Chinese offices. */
export class TextProbe {
  private readonly readings = new Map<Charset, { decoder: TextDecoder; head: string }>([
    ['utf-8', { decoder: new TextDecoder('utf-8', { fatal: true }), head: '' }],
    ['gb18030', { decoder: new TextDecoder('gb18030', { fatal: true }), head: '' }],
  ]);

  push(bytes: Uint8Array): void {
    this.read((decoder) => decoder.decode(bytes, { stream: true }));
  }

  /** The charset and the beginning of the text; null for what is text in neither. UTF-8 wins: it hardly ever fits by chance. */
  finish(): { charset: Charset; head: string } | null {
    this.read((decoder) => decoder.decode());
    for (const [charset, { head }] of this.readings) return { charset, head };
    return null;
  }

  private read(decode: (decoder: TextDecoder) => string): void {
    for (const [charset, reading] of this.readings) {
      const text = attempt(() => decode(reading.decoder));
      if (text === null || CONTROLS.test(text)) this.readings.delete(charset);
      else if (reading.head.length < HEAD_CHARACTERS) reading.head = (reading.head + text).slice(0, HEAD_CHARACTERS);
    }
  }
}

function attempt(decode: () => string): string | null {
  try {
    return decode();
  } catch {
    return null;
  }
}
