import { readFileSync } from 'node:fs';

let words: ReadonlySet<string> | undefined;

/** All of them, normalised. */
export function stopWords(): ReadonlySet<string> {
  words ??= readStopWords();
  return words;
}

/** Is it a particle or boilerplate, which says nothing about a need? Takes a normalised word. */
export function isStopWord(word: string): boolean {
  return stopWords().has(word);
}

function readStopWords(): ReadonlySet<string> {
  const lines = readFileSync(new URL('./stop-words.txt', import.meta.url), 'utf8').split('\n');
  return new Set(lines.filter((line) => !line.startsWith('#')).flatMap((line) => line.split(' ')).filter((entry) => entry !== ''));
}
