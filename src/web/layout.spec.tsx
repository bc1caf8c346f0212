import type { VNode } from 'preact';
import { asset } from './assets.js';
import { Button } from './components/button.js';
import { TitleBlock } from './components/facts.js';
import { TextArea, TextField } from './components/fields.js';
import { ErrorSummary, Form, keptValues } from './components/form.js';
import { ListingRow, Rows } from './components/listing-row.js';
import { Layout } from './layout.js';
import type { PageContext } from './page-context.js';
import { render } from './render.js';

const NASTY = `O'Brien <script>alert("x")</script> & 🏭 \u202Eabc`;

const guest: PageContext = {
  language: 'zh',
  path: '/demands',
  search: '?region=13&q=a%26b',
  publicUrl: 'https://docking.example',
  actor: { kind: 'anonymous', language: 'zh' },
  csrf: 'token-1',
  theme: 'system',
  notice: null,
  now: new Date('2026-05-18T06:32:00Z'),
};

function show(children: VNode, over: Partial<PageContext> = {}): string {
  const ctx = { ...guest, ...over };
  return render(
    <Layout ctx={ctx} title={NASTY}>
      {children}
    </Layout>,
  );
}

describe('Layout', () => {
  it('is a whole document in the language of its address', () => {
    const html = show(<p>1</p>);
    expect(html).toMatch(/^<!doctype html>\n<html lang="zh-Hans"><head>/);
    expect(html).toContain('<a class="skip" href="#main">跳到正文</a>');
    expect(html).toContain('<main id="main" class="wrap"><p>1</p></main>');
    expect(html).toMatch(/<link rel="stylesheet" href="\/assets\/style\.[\w-]{12}\.css"\/>/);
  });

  it('switches the language on the same page and keeps its query', () => {
    expect(show(<p />)).toContain('href="/en/demands?region=13&amp;q=a%26b" lang="en"');
    expect(show(<p />, { language: 'en' })).toContain('href="/zh/demands?region=13&amp;q=a%26b" lang="zh-Hans"');
  });

  it('marks where the reader is, and comes back here after the log-in', () => {
    const html = show(<p />);
    expect(html).toContain('<a href="/zh/demands" aria-current="page">需求</a>');
    expect(html).toContain('/zh/login?next=%2Fzh%2Fdemands%3Fregion%3D13%26q%3Da%2526b');
  });

  it('sets the theme on the root only when it was chosen', () => {
    expect(show(<p />)).not.toContain('data-theme');
    expect(show(<p />, { theme: 'dark' })).toContain('<html lang="zh-Hans" data-theme="dark">');
  });

  it('escapes what people typed wherever it lands, and keeps it whole', () => {
    const html = show(
      <Form action="/zh/x" values={{ title: NASTY, body: `\n${NASTY}` }}>
        <TextField name="title" label={NASTY} />
        <TextArea name="body" label="b" />
        <TitleBlock cells={[{ term: NASTY, value: NASTY }]} />
        <Rows>
          <ListingRow href="/x" title={NASTY} snippet={NASTY} words={['Brien', '<script>']} />
        </Rows>
      </Form>,
    );
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('value="O\'Brien &lt;script>alert(&quot;x&quot;)&lt;/script> &amp; 🏭 \u202Eabc"');
    expect(html).toContain('<mark>&lt;script></mark>');
  });

  it('has no inline style and no inline handler', () => {
    expect(show(<Button>x</Button>)).not.toMatch(/\sstyle=|\son\w+=|<style|<script(?! type="module" src=)/);
  });
});

describe('Form', () => {
  const problems = [{ field: 'phone', message: '请再核对一遍' }];

  it('leads from the summary to the field, and says there what to do', () => {
    const html = show(
      <Form action="/zh/x" values={{ phone: '138' }} problems={problems} labels={{ phone: '手机号' }}>
        <ErrorSummary />
        <TextField name="phone" hint="只给对方看" />
      </Form>,
    );
    expect(html).toContain('role="alert"');
    expect(html).toContain('<a href="#f-phone">「手机号」：请再核对一遍</a>');
    expect(html).toContain('<div class="f err"><label for="f-phone">手机号</label>');
    expect(html).toMatch(/<input id="f-phone" aria-describedby="f-phone-h f-phone-m" aria-invalid="true"[^>]*value="138"/);
    expect(html).toContain('<input type="hidden" name="_csrf" value="token-1"/>');
  });

  it('carries the token of an upload in the address', () => {
    const html = show(
      <Form action="/zh/x?a=1" multipart>
        <p />
      </Form>,
    );
    expect(html).toContain('action="/zh/x?a=1&amp;_csrf=token-1"');
    expect(html).not.toContain('name="_csrf" value="token-1"/><p>');
  });

  it('never sends a password back', () => {
    expect(keptValues({ name: 'a', password: 'secret', _csrf: 't', as: ['x', 3] })).toEqual({ name: 'a', as: ['x'] });
    const html = show(
      <Form action="/x" values={{ password: 'secret' }}>
        <TextField name="password" type="password" label="p" />
      </Form>,
    );
    expect(html).not.toContain('secret');
  });
});

it('gains little from its script, and pays little for it', () => {
  expect(asset('portal.client.js').bytes.length).toBeLessThan(15_000);
});
