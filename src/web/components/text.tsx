import type { VNode } from 'preact';
import { phrases } from '../phrases.js';

/** A heading's text that breaks between words, never inside 数控机床: `.seg` holds words together, `<wbr>` lets go. */
export function Segmented({ text, words }: { text: string; /** Words to mark as found. */ words?: readonly string[] }): VNode {
  const parts = phrases(text);
  return (
    <span class="seg">
      {parts.map((part, i) => (
        <>
          {i > 0 && <wbr />}
          {words?.length ? <Highlight text={part} words={words} /> : part}
        </>
      ))}
    </span>
  );
}

/** Text with the found words marked, whatever their case. The longest word wins where two begin at one place. */
export function Highlight({ text, words }: { text: string; words: readonly string[] }): VNode {
  const wanted = words.filter((w) => w.trim() !== '').sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return <>{text}</>;
  const pattern = new RegExp(`(${wanted.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'giu');
  return <>{text.split(pattern).map((part, i) => (i % 2 ? <mark>{part}</mark> : part))}</>;
}

/** What a person typed: a paragraph per line break, empty lines dropped, nothing interpreted. */
export function Paragraphs({ text, quiet = false }: { text: string; quiet?: boolean }): VNode {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return (
    <>
      {lines.map((line) => (
        <p class={quiet ? 's soft' : undefined}>{line}</p>
      ))}
    </>
  );
}
