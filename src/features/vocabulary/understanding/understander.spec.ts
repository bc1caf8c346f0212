import fc from 'fast-check';
import { TermPipeline } from '../../matching/terms/term-pipeline.js';
import { TextCutter } from '../../matching/terms/text-cutter.js';
import { phrasesOf } from '../vocabulary-entries.js';
import { FixedWords } from './fixed-words.js';
import type { FoundWord, Lexicon } from './lexicon.js';
import { cleanTyped, sizeOf, typedRuns } from './typed-runs.js';
import { understandRuns } from './understander.js';
import { keysOfWord } from './word-keys.js';

const cutter = new TextCutter(new TermPipeline(['机器视觉', '伺服电机', '数控机床']));

/** A market of a few titles, in memory, which counts what it is asked. */
class SmallMarket implements Lexicon {
  questions = 0;
  keysAsked = 0;
  readonly fixed = new FixedWords([{ words: ['伺服电机', '伺服马达', 'servo motor'], share: 0.85, mark: '≈伺服电机' }]);
  readonly cutter = cutter;
  private readonly said = new Map<string, number>();
  private readonly byKey = new Map<string, FoundWord[]>();

  constructor(titles: readonly string[]) {
    for (const title of titles.map((text) => cutter.normalise(text))) {
      const words = typedRuns(title).flatMap((run) => (run.kind === 'han' ? cutter.segments(run.text).filter((word) => !cutter.isStopWord(word)) : run.tokens.flatMap((token) => cutter.latinTerms(token))));
      for (const term of [...words, ...cutter.pairs(title)]) this.said.set(term, (this.said.get(term) ?? 0) + 1);
      for (const { word, parts } of [...words.map((word) => ({ word, parts: [word] })), ...phrasesOf(title, cutter)]) {
        for (const key of keysOfWord(word)) this.byKey.set(key, [...(this.byKey.get(key) ?? []), { by: key, word, parts }]);
      }
    }
  }

  counts(terms: Iterable<string>): Promise<ReadonlyMap<string, number>> {
    this.questions += 1;
    return Promise.resolve(new Map([...terms].flatMap((term) => (this.said.has(term) ? [[term, this.said.get(term)!] as const] : []))));
  }

  byKeys(keys: readonly string[]): Promise<FoundWord[]> {
    this.keysAsked += keys.length;
    return Promise.resolve(keys.flatMap((key) => this.byKey.get(key) ?? []));
  }

  weigh = (): Promise<() => number> => Promise.resolve(() => 5);
  longForms = (_shorts: readonly string[]): Promise<FoundWord[]> => Promise.resolve([]);
  continuations = (): Promise<FoundWord[]> => Promise.resolve([]);
  groups = (): Promise<string[][]> => Promise.resolve([]);
}

const TITLES = ['伺服电机维修', '数控机床大修', '电机绕线', '伺服驱动器', '6205-2RS 轴承', 'Gearbox repair', '机床导轨刮研'];
const understand = (typed: string, market = new SmallMarket(TITLES)) => understandRuns(typedRuns(cutter.normalise(cleanTyped(typed))), market);

describe('understanding', () => {
  it('does not drown a word that is known by what is like it', async () => {
    const { words, replaced } = await understand('电机');
    expect(replaced).toEqual([]);
    expect(words).toEqual([{ terms: [{ term: '电机', share: 1 }], weight: 5 }]);
  });

  it('takes each of several words for one that must be there, and names what was typed for it', async () => {
    const { words, typed, minimumMatch } = await understand('数控机床 zhouchneg dianji');
    expect(minimumMatch).toBe(1);
    expect(typed).toHaveLength(words.length);
    expect(typed).toContain('数控机床');
    expect(typed).toContain('dianji');
  });

  it('keeps a word that nobody says, so that the search can say so', async () => {
    const { words, text } = await understand('拉床');
    expect(text).toBe('拉床');
    expect(words.length).toBeGreaterThan(0);
  });

  it('says how many documents can have every word, at most: as many as the rarest has with its synonyms', async () => {
    const titles = ['伺服电机维修', '伺服马达', '机床导轨刮研', '机床导轨', '导轨'];
    expect(await understand('伺服电机 导轨', new SmallMarket(titles))).toMatchObject({ minimumMatch: 1, most: 2 });
    expect(await understand('伺服电机 导轨 激光', new SmallMarket(titles))).toMatchObject({ minimumMatch: 1, most: 0 });
    const sentence = await understand('伺服电机维修 导轨 刮研 机床', new SmallMarket(titles));
    expect(sentence.minimumMatch).toBeLessThan(1);
    expect(sentence.most).toBeNull();
  });

  it('counts twice for words that are known, and asks meanwhile what they may be short for', async () => {
    const market = new SmallMarket(TITLES);
    const asked: { shorts: readonly string[]; counted: number }[] = [];
    market.longForms = (shorts) => {
      asked.push({ shorts, counted: market.questions });
      return Promise.resolve([]);
    };
    const { words } = await understand('数控机床', market);
    expect(words[0]!.terms[0]).toEqual({ term: '数控机床', share: 1 });
    expect(asked).toEqual([{ shorts: ['数控机床'], counted: 0 }]);
    expect(market.questions).toBeLessThanOrEqual(2);
  });

  it('says nothing of signs and emoji', async () => {
    for (const typed of ['', '😀😀', '!!!', '\0\0', '\ud800', '《》、。']) expect((await understand(typed)).words).toEqual([]);
  });

  it('asks little, and answers in the terms of the port, whatever is typed', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: fc.constantFrom(...'伺服电级机床数控的 abdijnuz0269-_./'), maxLength: 24 }),
      fc.constantFrom('sifudianji', 'sfdj', '6205 2rs', '伺服电级', '\u202e', '🏭', '\ud800', '\0', 'xianxianxian', 'aaaaaaaaaaaa'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(' ')), async (typed) => {
        const runs = typedRuns(cutter.normalise(cleanTyped(typed)));
        fc.pre(sizeOf(runs) <= 32);
        const market = new SmallMarket(TITLES);
        const { words, nearWords, typed: named, text, minimumMatch } = await understandRuns(runs, market);
        expect(named).toHaveLength(words.length);
        expect(text.isWellFormed() && !text.includes('\0')).toBe(true);
        expect(minimumMatch).toBeGreaterThanOrEqual(0);
        expect(minimumMatch).toBeLessThanOrEqual(1);
        for (const { terms, weight } of [...words, ...nearWords]) {
          expect(weight).toBeGreaterThan(0);
          expect(terms.length).toBeGreaterThan(0);
          expect(terms.length).toBeLessThanOrEqual(24);
          expect(new Set(terms.map(({ term }) => term)).size).toBe(terms.length);
          for (const { share } of terms) expect(share > 0 && share <= 1).toBe(true);
        }
        expect(market.questions).toBeLessThanOrEqual(5);
        expect(market.keysAsked).toBeLessThanOrEqual(5_000);
      }),
      { numRuns: 300 },
    );
  });
});
