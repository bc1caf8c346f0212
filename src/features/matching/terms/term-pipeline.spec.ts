import { characterPairs } from './character-pairs.js';
import { normalise } from './normalise.js';
import { TermPipeline } from './term-pipeline.js';
import { restoreProfile, storeProfile } from './term-profile.js';

const pipeline = new TermPipeline(['5G专网', '数采网关', '标识解析']);
const words = (text: string): string[] => [...pipeline.profile({ title: '', body: text, tags: [] }).words.counts.keys()];

describe('normalise', () => {
  it('brings full width, traditional characters and capitals to one spelling', () => {
    expect(normalise('ＣＮＣ數控機床')).toBe('cnc数控机床');
  });
});

describe('the pipeline', () => {
  it('cuts traditional and simplified Chinese into the same words, the short ones inside the long ones too', () => {
    expect(words('數控機床改造')).toEqual(words('数控机床改造'));
    expect(words('数控机床改造')).toEqual(expect.arrayContaining(['数控机床', '机床', '改造']));
  });

  it('keeps words of the service categories in one piece, Latin letters included', () => {
    expect(words('车间5G专网与数采网关')).toEqual(expect.arrayContaining(['5g专网', '数采网关']));
  });

  it('leaves particles and boilerplate out', () => {
    expect(words('目前需要寻求相关的合作')).toEqual([]);
  });

  it('gives synonyms one common term, across languages, at 0.6 of the word', () => {
    for (const text of ['制造执行系统', 'MES', 'Manufacturing Execution Systems']) {
      expect(pipeline.profile({ title: '', body: text, tags: [] }).words.counts.get('≈mes')).toBeCloseTo(0.6);
    }
  });

  it('counts a title three times, a tag twice, and the body once', () => {
    const { words: bag } = pipeline.profile({ title: '轴承', body: '轴承 轴承', tags: ['轴承'] });
    expect(bag.counts.get('轴承')).toBe(7);
  });

  it.each(['减速机壳体线 12 台数控机床联网采集', 'VOCs 治理，低于 40 mg/m³\n🏭 “x”', ''])('gives the words of %p for line breaks, and loses nothing', (text) => {
    expect(pipeline.wordsOf(text).join('')).toBe(text);
    if (text.startsWith('减')) expect(pipeline.wordsOf(text)).toContain('数控机床');
  });

  it('survives what people paste: nothing, emoji, names of built-in properties', () => {
    expect(words('')).toEqual([]);
    expect(words('🙂🙂 \u202e')).toEqual([]);
    const profile = pipeline.profile({ title: 'constructor __proto__', body: '', tags: [] });
    expect(profile.words.counts.get('constructor')).toBe(3);
    expect(restoreProfile(JSON.parse(JSON.stringify(storeProfile(profile))) as never)).toEqual(profile);
  });
});

describe('character pairs', () => {
  it('overlap, and stop at particles, other scripts and punctuation', () => {
    expect(characterPairs('锂电池')).toEqual(['·锂电', '·电池']);
    expect(characterPairs('轴承的磨损,pu管')).toEqual(['·轴承', '·磨损']);
  });

  it('are taken from title and tags, not from the body', () => {
    const { pairs } = pipeline.profile({ title: '轴承', body: '磨削', tags: ['齿轮'] });
    expect([...pairs.counts]).toEqual([
      ['·轴承', 3],
      ['·齿轮', 2],
    ]);
  });
});
