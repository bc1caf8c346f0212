import type { ComponentChildren } from 'preact';
import { LANGUAGES } from '../shared/language.js';
import { ComponentsPage } from './components.pages.js';
import { ErrorPage, wordsOfAddress } from './error-page.js';
import { readUnsent, unsentFields, writeUnsent } from './unsent.js';
import { Note } from './components/status.js';
import { type PageContext, PageScope } from './page-context.js';
import { render } from './render.js';

const ctx: PageContext = {
  language: 'zh',
  path: '/_components',
  search: '',
  publicUrl: 'https://docking.example',
  actor: { kind: 'anonymous', language: 'zh' },
  csrf: 'token-1',
  theme: 'system',
  notice: null,
  now: new Date('2026-05-18T06:36:00Z'),
};

describe.each(LANGUAGES)('the page of components in %s', (language) => {
  const html = render(<ComponentsPage ctx={{ ...ctx, language }} />);

  it('has no inline style, no inline handler and no unfilled parameter', () => {
    expect(html).not.toMatch(/\sstyle=|\son[a-z]+="|<style/);
    expect(html).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
  });

  it('gives each id once, and every reference finds its id', () => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    const references = [...html.matchAll(/\s(?:for|aria-describedby|aria-labelledby|list)="([^"]*)"/g)].flatMap(([, list = '']) => list.split(' '));
    expect(references.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('Note', () => {
  it('ends its title where a text goes on after it, also one of several parts', () => {
    const show = (children: ComponentChildren): string => render(<PageScope value={ctx}><Note title="11 月 23 日结束">{children}</Note></PageScope>);
    expect(show('原因：没有谈拢')).toContain('11 月 23 日结束。</b>原因');
    expect(show(['原因：没有谈拢', <p>下次再谈</p>])).toContain('11 月 23 日结束。</b>原因');
    expect(show(<p>下次再谈</p>)).toContain('11 月 23 日结束</b>');
  });
});

describe('ErrorPage', () => {
  const show = (status: number, over: Partial<Parameters<typeof ErrorPage>[0]> = {}): string =>
    render(<ErrorPage ctx={{ ...ctx, path: '/demands/刀具-寿命' }} status={status} message="请先登录。" requestId="7f3k-92qd" {...over} />);

  it('keeps the words of an address that leads nowhere', () => {
    expect(show(404)).toMatch(/name="q" type="search" value="刀具 寿命"/);
    expect(wordsOfAddress('/demands/D-26-0007.html')).toBe('D-26-0007');
    expect(wordsOfAddress('/demands/018f3a5e-7b1c-7d2a-9c3e-0123456789ab')).toBe('');
    expect(wordsOfAddress('/%E0%A4%A/x')).toBe('E0 A4 A x');
  });

  it('offers the log-in to who is not signed in, and comes back', () => {
    expect(show(401)).toContain('/zh/login?next=%2Fzh%2Fdemands%2F');
  });

  it('gives back what was typed after a fault of ours, and the same act again', () => {
    const html = show(500, { unsent: { action: '/zh/x?a=1', fields: { message: '可以先做 <b>2</b> 台', choice: 'yes' } } });
    expect(html).toContain('<p>可以先做 &lt;b>2&lt;/b> 台</p>');
    expect(html).toContain('<input type="hidden" name="choice" value="yes"/>');
    expect(html).toContain('7f3k-92qd');
  });

  it('never carries a secret or a file back', () => {
    expect(unsentFields({ email: 'a@b.cn', password: 'x' })).toBeUndefined();
    expect(unsentFields({ file: { bytes: [] } })).toBeUndefined();
    expect(unsentFields({ _csrf: 't', text: '你好', tags: ['a', 'b'] })).toEqual({ text: '你好', tags: ['a', 'b'] });
    const unsent = { action: '/zh/demands?a=1', fields: { text: '你好 <"\'>', tags: ['a', 'b'] } };
    expect(readUnsent(writeUnsent(unsent))).toEqual(unsent);
    for (const bad of [undefined, '', '{}', '[', writeUnsent({ ...unsent, action: '//evil.example' }), writeUnsent({ ...unsent, fields: { password: 'x' } }), 'x'.repeat(100_000)]) expect(readUnsent(bad)).toBeNull();
  });
});
