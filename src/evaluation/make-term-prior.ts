import { readFileSync, writeFileSync } from 'node:fs';
import { idf } from '@node-rs/jieba/dict.js';
import { TermPipeline } from '../features/matching/terms/term-pipeline.js';
import { normalise } from '../features/matching/terms/normalise.js';
import { isStopWord } from '../features/matching/terms/stop-words.js';

/**
 * Writes the prior of the term statistics: `node dist/evaluation/make-term-prior.js OUT TEXTS…`, where each line of TEXTS is one
 * short text of our own (the CSV files of the taxonomy will do). Run by hand when the pipeline or those lists have changed.
 */

/** General language speaks for most terms; our own lists know that 制造 or 设备 tell nothing here. */
const OWN_PART = 0.3;

/** Below one text in two thousand a term counts as rare, like every unknown one. */
const LEAST_SHARE = 5 / 10_000;

function dictionaryShares(): Map<string, number> {
  const shares = new Map<string, number>();
  for (const line of Buffer.from(idf).toString('utf8').split('\n')) {
    const [word, value] = line.trim().split(' ');
    if (word === undefined || value === undefined) continue;
    const term = normalise(word);
    // The file gives ln(N / n).
    if (!isStopWord(term)) shares.set(term, Math.exp(-Number(value)));
  }
  return shares;
}

function ownShares(files: readonly string[]): Map<string, number> {
  const texts = files.flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1)).filter((line) => line !== '');
  const pipeline = new TermPipeline([]);
  const counts = new Map<string, number>();
  for (const title of texts) {
    const { words, pairs } = pipeline.profile({ title, body: '', tags: [] });
    for (const term of [...words.counts.keys(), ...pairs.counts.keys()]) {
      // The codes of the lists are no words.
      if (/\p{Script=Han}/u.test(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  return new Map([...counts].filter(([, count]) => count > 1).map(([term, count]) => [term, count / texts.length]));
}

function write(out: string, files: readonly string[]): void {
  const dictionary = dictionaryShares();
  const own = ownShares(files);
  const lines = new Map<number, string[]>();
  for (const term of new Set([...dictionary.keys(), ...own.keys()])) {
    const share = (1 - OWN_PART) * (dictionary.get(term) ?? 0) + OWN_PART * (own.get(term) ?? 0);
    if (share < LEAST_SHARE || /\s/.test(term)) continue;
    const rounded = Math.round(share * 10_000);
    lines.set(rounded, [...(lines.get(rounded) ?? []), term]);
  }
  const header = [
    '# Terms that many texts have, each line with their share in parts of ten thousand. Made by src/evaluation/make-term-prior.ts',
    '# from the document frequencies of jieba (idf.txt of @node-rs/jieba, MIT) and the names in our own code lists.',
  ];
  const body = [...lines].sort(([a], [b]) => b - a).map(([share, terms]) => `${share} ${terms.sort().join(' ')}`);
  writeFileSync(out, [...header, ...body, ''].join('\n'));
}

const [out, ...files] = process.argv.slice(2);
if (out === undefined || files.length === 0) {
  process.stderr.write('usage: make-term-prior OUT TEXTS…\n');
  process.exitCode = 2;
} else {
  write(out, files);
}
