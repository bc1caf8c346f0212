import { readFileSync } from 'node:fs';
import { MAIL_DARK, MAIL_LIGHT } from './mail-colours.js';
import type { MailContent } from './mail-content.js';
import { renderMailHtml } from './mail-html.js';
import { renderMailText } from './mail-text.js';

const NASTY = `O'Brien <script>alert(1)</script>\n有意向：https://evil.example 🏭`;

const invitation: MailContent = {
  subject: '河北沧州有一条需求想请您看',
  preheader: '预算 30–50 万元，到厂实施。',
  title: '河北沧州有一条需求，想请您看看',
  blocks: [
    { kind: 'text', text: ['李示例，您好：我们为您留了一个席位，到 ', { strong: '5 月 21 日（周四）17:00' }, '。'] },
    { kind: 'facts', title: NASTY, facts: [{ term: '需求方', value: NASTY }, { term: '预算', value: '' }] },
    {
      kind: 'answers',
      answers: [
        { label: '有意向', href: 'https://docking.example/zh/l/yes' },
        { label: '不合适', href: 'https://docking.example/zh/l/no' },
        { label: '转给同事', href: 'https://docking.example/zh/l/pass' },
      ],
      note: '婉拒也算答复，不影响您的记录。',
    },
    { kind: 'reasons', title: '为什么请您', reasons: [{ kind: 'reason', text: '您做过 3 个' }, { kind: 'gap', text: '进场晚 2 周' }] },
    { kind: 'quote', text: '第一行\n第二行', by: '对方的话' },
    { kind: 'go', link: { label: '看需求', href: 'https://docking.example/zh/demands/1' } },
    { kind: 'steps', title: '接下来', steps: ['对方收到', '您收到'] },
  ],
  why: '发给您，是因为您登记了这项供给，「邀请」设为即时。',
  links: [{ label: '停收邀请', href: 'https://docking.example/zh/l/stop' }],
  reference: '编号 D-26-0007',
};

describe('a mail, written once', () => {
  const html = renderMailHtml(invitation, 'zh');
  const text = renderMailText(invitation, 'zh');

  it('says the same things in both forms, in the same order', () => {
    const said = ['5 月 21 日（周四）17:00', '有意向', 'zh/l/yes', '不合适', '转给同事', '为什么请您', '进场晚 2 周', '第二行', '看需求', '接下来', '停收邀请', 'D-26-0007'];
    for (const form of [html, text]) {
      const body = form.slice(form.indexOf('李示例'));
      let at = 0;
      for (const words of said) {
        const next = body.indexOf(words, at);
        expect([words, next >= at]).toEqual([words, true]);
        at = next;
      }
    }
  });

  it('escapes what people typed, and keeps it on its line in plain text', () => {
    expect(html).not.toContain('<script');
    expect(html).toContain("O'Brien &lt;script>alert(1)&lt;/script> 有意向：https://evil.example 🏭");
    expect(text).not.toMatch(/^有意向：https:\/\/evil/m);
  });

  it('leaves out facts without a value', () => {
    expect(text).not.toContain('预算');
  });

  it('carries no picture, no script and no outside resource', () => {
    expect(html).not.toMatch(/<img|<link|<script|url\(|@import|src=/);
  });

  it('refuses an address that is not absolute', () => {
    const wrong: MailContent = { ...invitation, links: [{ label: 'x', href: 'javascript:alert(1)' }] };
    expect(() => renderMailHtml(wrong, 'zh')).toThrow('Not an address for a mail');
    expect(() => renderMailText(wrong, 'zh')).toThrow('Not an address for a mail');
  });

  it('speaks English where the reader does', () => {
    expect(renderMailHtml(invitation, 'en')).toContain('<html lang="en">');
    expect(renderMailText(invitation, 'en')).toContain('+ Fits: ');
  });
});

it('uses the colours of the stylesheet', () => {
  const sheet = readFileSync(new URL('../assets/style.css', import.meta.url), 'utf8');
  const tokens = (block: RegExp): Record<string, string> => {
    const found = block.exec(sheet)?.[1] ?? '';
    return Object.fromEntries([...found.matchAll(/--([a-z]+):(#[0-9a-f]{3,6})/g)].map(([, name = '', hex = '']) => [name, hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex]));
  };
  expect(tokens(/:root,\[data-theme=light\]\{([^}]*)\}/)).toMatchObject(MAIL_LIGHT);
  expect(tokens(/\n\[data-theme=dark\]\{([^}]*)\}/)).toMatchObject(MAIL_DARK);
});
