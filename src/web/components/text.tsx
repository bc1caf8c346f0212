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

/** A page marks the same words in all its pieces of text. */
const PATTERNS = new WeakMap<readonly string[], RegExp | null>();

/** The longest word wins where two begin at one place. Null where there is nothing to mark. */
function patternOf(words: readonly string[]): RegExp | null {
  const known = PATTERNS.get(words);
  if (known !== undefined) return known;
  const wanted = words.filter((w) => w.trim() !== '').sort((a, b) => b.length - a.length);
  const pattern = wanted.length === 0 ? null : new RegExp(`(${wanted.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'giu');
  PATTERNS.set(words, pattern);
  return pattern;
}

/** Text with the found words marked, whatever their case. */
export function Highlight({ text, words }: { text: string; words: readonly string[] }): VNode {
  const pattern = patternOf(words);
  if (pattern === null) return <>{text}</>;
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
