import { readFileSync } from 'node:fs';

let words: ReadonlySet<string> | undefined;

/** Is it a particle or boilerplate, which says nothing about a need? Takes a normalised word. */
export function isStopWord(word: string): boolean {
  words ??= new Set(
    readFileSync(new URL('./stop-words.txt', import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .flatMap((line) => line.split(' '))
      .filter((entry) => entry !== ''),
  );
  return words.has(word);
}
