import { readFileSync } from 'node:fs';
import { demandTemplate, outlined, TEMPLATE_CODES, withoutOpenQuestions } from './demand-templates.js';

describe('templates of demands', () => {
  it('are there for each top of the list of service categories, and no other', () => {
    const list = readFileSync(new URL('../taxonomy/data/service-categories.csv', import.meta.url), 'utf8');
    const tops = list.split('\n').flatMap((line) => /^([A-Z]+),,/.exec(line)?.[1] ?? []);
    expect([...TEMPLATE_CODES].sort()).toEqual(tops.sort());
  });

  it('put their questions below what is there, each once', () => {
    const template = demandTemplate(['DAT', 'DAT-ACQ'])!;
    const once = outlined('机床 12 台', template, 'zh');
    expect(once.split('\n')).toEqual(['机床 12 台', ...template.outline.zh.map((question) => `${question}：`)]);
    expect(outlined(once, template, 'zh')).toBe(once);
    expect(demandTemplate([])).toBeUndefined();
  });

  it('leave no question behind that was not answered', () => {
    const { outline } = demandTemplate(['CAP'])!;
    const [first, second, third] = outline.zh;
    expect(withoutOpenQuestions(`${first}：齿轮轴，有图纸\n${second}：\n${third}： \n还有一句`)).toBe(`${first}：齿轮轴，有图纸\n还有一句`);
    expect(withoutOpenQuestions(outlined('', demandTemplate(['CAP'])!, 'en'))).toBe('');
  });
});
