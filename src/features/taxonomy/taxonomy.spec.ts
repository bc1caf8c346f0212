import fc from 'fast-check';
import { readCodeList, readCodeLists } from './code-list.file.js';
import { shortRegionName } from './region-tree.js';
import { Taxonomy } from './taxonomy.js';
import { LIST_KINDS } from './taxonomy.types.js';

const lists = readCodeLists();
const taxonomy = new Taxonomy(lists, () => '2026-05-18');
const regionCodes = lists.region.map(({ code }) => code);
const names = (entries: readonly { nameZh: string }[]): string[] => entries.map(({ nameZh }) => nameZh);

describe('the code lists', () => {
  it('say their version, their source and from when they are valid', () => {
    for (const kind of LIST_KINDS) {
      const { list, digest } = readCodeList(kind);
      expect(list).toMatchObject({ kind, version: expect.stringMatching(/^\d{4}\.\d+$/), validFrom: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
      expect(list.source.length).toBeGreaterThan(20);
      expect(digest).toHaveLength(64);
    }
  });

  it('have the regions down to counties: 16 in Beijing, 16 in Tianjin, 167 in Hebei', () => {
    const counties = (province: string): number => lists.region.filter(({ code, level }) => level === 'county' && code.startsWith(province)).length;
    expect([counties('11'), counties('12'), counties('13')]).toEqual([16, 16, 167]);
    expect(lists.region.filter(({ level }) => level === 'prefecture')).toHaveLength(11);
  });

  it('nest regions by prefix, and give each an English name', () => {
    for (const { code, parent, nameEn, pinyin } of lists.region) {
      if (parent !== null) expect(code.startsWith(parent)).toBe(true);
      expect(nameEn).toMatch(/^[A-Z][A-Za-z' ]+$/);
      expect(pinyin).toMatch(/^[a-zü ]+$/);
    }
  });

  it('have the classification of industries, one class short of the standard’s count', () => {
    const count = (length: number): number => lists.industry.filter(({ code }) => code.length === length).length;
    expect([count(1), count(3), count(4), count(5)]).toEqual([20, 97, 473, 1381]);
    for (const { code, nameEn } of lists.industry) if (code.length <= 3) expect(nameEn).not.toBeNull();
  });
});

describe('regions', () => {
  it('are called what they call themselves', () => {
    const en = (code: string): string | null | undefined => taxonomy.region(code)?.nameEn;
    expect(['11', '110108', '1309', '130981', '1307', '130121', '130726', '130225', '131025', '130283', '130321'].map(en)).toEqual([
      'Beijing',
      'Haidian District',
      'Cangzhou',
      'Botou',
      'Zhangjiakou',
      'Jingxing County',
      'Yuxian County',
      'Laoting County',
      'Daicheng County',
      "Qian'an",
      'Qinglong Manchu Autonomous County',
    ]);
  });

  it('read as an address, in both languages', () => {
    expect(taxonomy.regionPath('130981')).toEqual({ zh: '河北 沧州 泊头', en: 'Botou, Cangzhou, Hebei' });
    expect(taxonomy.regionPath('110108')).toEqual({ zh: '北京 海淀', en: 'Haidian, Beijing' });
    expect(taxonomy.regionPath('120116')).toEqual({ zh: '天津 滨海新区', en: 'Binhai New Area, Tianjin' });
    expect(taxonomy.regionPath('130321').en).toBe('Qinglong, Qinhuangdao, Hebei');
    expect(taxonomy.regionPath('130133')).toEqual({ zh: '河北 石家庄 赵县', en: 'Zhaoxian, Shijiazhuang, Hebei' });
    expect(taxonomy.regionPath('99')).toEqual({ zh: '99', en: '99' });
    expect(shortRegionName('围场满族蒙古族自治县')).toBe('围场');
  });

  it('take the six-digit form of a province and a city, but choose only the list’s own code', () => {
    expect(taxonomy.region('130900')?.code).toBe('1309');
    expect(taxonomy.region('110000')?.code).toBe('11');
    expect(taxonomy.isRegion('130900')).toBe(false);
    expect(taxonomy.isRegion('1309')).toBe(true);
  });

  it('hold 雄安 as an overlay of three counties', () => {
    const covers = (served: string[], code: string): boolean => taxonomy.covers(served, code);
    expect(covers(['1331'], '130629')).toBe(true);
    expect(covers(['1331'], '130637')).toBe(false);
    for (const served of [['1331'], ['1306'], ['13'], []]) expect(covers(served, '1331')).toBe(true);
    for (const served of [['130629'], ['1309'], ['12']]) expect(covers(served, '1331')).toBe(false);
    expect(taxonomy.coveringRegions('130629')).toEqual(['130629', '1306', '13', '1331']);
    expect(taxonomy.regionsUnder('1331').sort()).toEqual(['130629', '130632', '130638', '1331']);
    expect(taxonomy.regionsUnder('1306')).toContain('1331');
  });

  it('cover what lies in them and nothing beside', () => {
    fc.assert(
      fc.property(fc.constantFrom(...regionCodes), fc.constantFrom(...regionCodes), (served, code) => {
        expect(taxonomy.covers([served], code)).toBe(taxonomy.regionsUnder(served).includes(code));
        if (code.startsWith(served)) expect(taxonomy.covers([served], code)).toBe(true);
      }),
    );
  });

  it('are found by Chinese name, pinyin, initials and address', () => {
    const first = (text: string): string | undefined => taxonomy.suggestRegions(text)[0]?.nameZh;
    expect(['泊头', 'botou', 'Botou', 'bts', 'cangzhou', '海淀', 'xiongan', '130981', '沧州泊头', "Xi'ong'an"].map(first)).toEqual([
      '泊头市',
      '泊头市',
      '泊头市',
      '泊头市',
      '沧州市',
      '海淀区',
      '雄安新区',
      '泊头市',
      '泊头市',
      '雄安新区',
    ]);
    expect(names(taxonomy.suggestRegions('沧州', 4))).toEqual(['沧州市', '新华区', '运河区', '沧县']);
    expect(taxonomy.suggestRegions('  ')).toEqual([]);
  });
});

describe('industries, categories and certificates', () => {
  it('have a label in both languages, with the next wider English name where there is none', () => {
    expect(taxonomy.label('industry', 'C3453', 'zh')).toBe('齿轮及齿轮减、变速箱制造');
    expect(taxonomy.label('industry', 'C3453', 'en')).toBe('General-purpose equipment (齿轮及齿轮减、变速箱制造)');
    expect(taxonomy.label('service-category', 'DAT-ACQ', 'en')).toBe('Data acquisition and SCADA');
    expect(taxonomy.label('certificate', 'ISO9001', 'zh')).toBe('质量管理体系认证');
    expect(taxonomy.label('certificate', 'NOT-THERE', 'zh')).toBe('NOT-THERE');
    expect(taxonomy.codePath('industry', 'C3453')).toEqual(['C', 'C34', 'C345', 'C3453']);
    expect(taxonomy.codePath('region', null)).toEqual([]);
  });

  it('are found by name, pinyin and synonym', () => {
    expect(taxonomy.suggest('service-category', '压铸')[0]?.code).toBe('CAP-CAST');
    expect(taxonomy.suggest('service-category', 'mes')[0]?.code).toBe('MFG-MES');
    expect(taxonomy.suggestIndustries('gundongzhoucheng')[0]?.nameZh).toBe('滚动轴承制造');
    expect(taxonomy.suggest('certificate', '两化融合')[0]?.code).toBe('GB23001');
    expect(taxonomy.suggest('certificate', '16949')[0]?.code).toBe('IATF16949');
  });

  it('can be chosen only between their days', () => {
    const [first, ...rest] = lists.certificate;
    if (!first) throw new Error('no certificate');
    const dated = { ...lists, certificate: [{ ...first, validFrom: '2026-01-01', validTo: '2026-07-01' }, ...rest] };
    const valid = (day: string): boolean => new Taxonomy(dated, () => day).isCertificate(first.code);
    expect([valid('2025-12-31'), valid('2026-01-01'), valid('2026-06-30'), valid('2026-07-01')]).toEqual([false, true, true, false]);
    const later = new Taxonomy(dated, () => '2026-12-01');
    expect(later.certificate(first.code)?.nameZh).toBe(first.nameZh);
    expect(later.suggest('certificate', first.nameZh).map(({ code }) => code)).not.toContain(first.code);
  });
});

describe('the guess of a category', () => {
  it.each([
    ['12 台数控机床联网采集主轴负载，数据接入 SCADA', 'DAT-ACQ'],
    ['铝合金壳体压铸件外协，每月 2 万件', 'CAP-CAST'],
    ['喷漆线 VOCs 废气治理改造', 'MFG-ENV'],
    ['车间上 MES，扫码报工', 'MFG-MES'],
    ['Vision system to find surface defects: machine vision on a stamping line', 'DAT-VIS'],
    ['轴承外圈淬火和回火，热处理外协', 'CAP-HEAT'],
  ])('%s → %s', (text, code) => {
    expect(taxonomy.guessCategory(text)).toBe(code);
  });

  it('is none where nothing is said clearly', () => {
    for (const text of ['', '合作', 'we need a partner', 'APCS']) expect(taxonomy.guessCategory(text)).toBeNull();
  });
});
