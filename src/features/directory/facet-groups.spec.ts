import { readCodeLists } from '../taxonomy/code-list.file.js';
import { Taxonomy } from '../taxonomy/taxonomy.js';
import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { SearchOutcome } from './directory.queries.js';
import { NO_FILTERS, type SearchState } from './directory.types.js';
import { facetGroups } from './facet-groups.js';

const taxonomy = new Taxonomy(readCodeLists(), () => '2026-11-23') as TaxonomyService;
const counts = (figures: Record<string, number>) => Object.entries(figures).map(([code, count]) => ({ code, count }));

function groups(facets: Partial<Record<keyof SearchState['filters'], Record<string, number>>>, chosen: Partial<SearchState['filters']> = {}) {
  const state: SearchState = { words: '', isVerbatim: false, kind: null, filters: { ...NO_FILTERS, ...chosen }, sort: 'fit', page: 1, until: null };
  const of = (filter: keyof SearchState['filters']) => counts(facets[filter] ?? {});
  const outcome = { facets: { category: of('category'), industry: of('industry'), region: of('region'), certificate: of('certificate'), budget: of('budget'), deadline: of('deadline') } } as unknown as SearchOutcome;
  return facetGroups(outcome, state, taxonomy, 'zh');
}
const lines = (group: ReturnType<typeof groups>[number] | undefined): string[] => group?.options.map(({ label, count, depth }) => `${'  '.repeat(depth ?? 0)}${label} ${count}`) ?? [];

describe('the filters beside the results', () => {
  it('leave out what would leave nothing', () => {
    expect(groups({ region: { '12': 3 } }).map(({ name }) => name)).toEqual(['region']);
  });

  it('open below what is chosen, places in the order that people know', () => {
    const [region] = groups({ region: { '13': 6, '11': 2, '1309': 4, '1302': 1, '130981': 3 } }, { region: ['13', '1309'] });
    expect(lines(region)).toEqual(['北京市 2', '河北省 6', '  唐山市 1', '  沧州市 4', '    泊头市 3']);
  });

  it('begin below a heading that holds everything', () => {
    const [category] = groups({ category: { DAT: 5, 'DAT-ACQ': 4, 'DAT-BI': 1 } });
    expect(lines(category)).toEqual(['数据采集与监控 4', '数据分析与看板 1']);
    expect(lines(groups({ category: { DAT: 5, 'DAT-ACQ': 5 } }, { category: ['DAT'] })[0])).toEqual(['工业数据与人工智能 5', '  数据采集与监控 5']);
  });

  it('count for an overlay what its members hold', () => {
    const [region] = groups({ region: { '13': 5, '12': 1, '1306': 4, '130629': 3, '130632': 1 } }, { region: ['13'] });
    expect(lines(region)).toContain('  雄安新区 4');
  });

  it('show bands in their own order', () => {
    const [budget, deadline] = groups({ budget: { 'from-5m': 9, 'to-50k': 1 }, deadline: { later: 3, week: 1 } }, { budget: ['1m-5m'] });
    expect(lines(budget)).toEqual(['5 万元以下 1', '100–500 万元 0', '500 万元以上 9']);
    expect(lines(deadline)).toEqual(['7 天内 1', '更晚 3']);
  });

  it('keep what is chosen in sight, whatever its count, and the rest behind a summary', () => {
    const many = Object.fromEntries(['ISO9001', 'ISO14001', 'ISO45001', 'CMMI', 'DCMM', 'CCC', 'CE', 'UL', 'EX', 'GMP'].map((code, i) => [code, 20 - i]));
    const [certificate] = groups({ certificate: many }, { certificate: ['HNTE'] });
    expect(certificate?.options[0]).toMatchObject({ value: 'HNTE', label: '高新技术企业', count: 0 });
    expect(certificate?.options[1]).toMatchObject({ label: 'ISO 9001 质量管理体系认证' });
    expect(certificate?.more?.summary).toBe('还有 3 项');
  });
});
