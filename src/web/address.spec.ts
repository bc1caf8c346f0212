import { href, localPath, pagePaths, splitAddress, withQuery } from './address.js';
import { chooseEncoding } from './assets.controller.js';
import { decodeNotice, encodeNotice } from './notice.js';

it('says the language in every address', () => {
  expect(pagePaths('demands')).toEqual(['zh/demands', 'en/demands']);
  expect(pagePaths('')).toEqual(['zh', 'en']);
  expect(href({ language: 'en' }, '/demands?page=2')).toBe('/en/demands?page=2');
  expect(href({ language: 'zh' }, '/')).toBe('/zh');
});

it('takes an address apart', () => {
  expect(splitAddress('/en/demands/1?q=a')).toEqual({ language: 'en', path: '/demands/1', search: '?q=a' });
  expect(splitAddress('/zh')).toEqual({ language: 'zh', path: '/', search: '' });
  expect(splitAddress('/zhx/y')).toEqual({ language: null, path: '/zhx/y', search: '' });
});

it('keeps the filters when something else changes', () => {
  expect(withQuery('?region=13&region=12&page=3', { page: 4 })).toBe('?region=13&region=12&page=4');
  expect(withQuery('?q=a%20b', { q: null })).toBe('');
  expect(withQuery('', { region: ['13', '12'] })).toBe('?region=13&region=12');
});

it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:x', '/a b', '', null, '/\nx'])('does not lead out of the site by %p', (value) => {
  expect(localPath(value, '/zh')).toBe('/zh');
});

it('leads back inside the site', () => {
  expect(localPath('/zh/demands?q=刀具#results', '/zh')).toBe('/zh/demands?q=刀具#results');
});

describe('a notice', () => {
  it('survives its cookie', () => {
    const notice = { tone: 'ok', title: '已续期 30 天 🏭', undo: { action: '/zh/demands/1/undo', label: '撤销' } } as const;
    expect(decodeNotice(encodeNotice(notice))).toEqual(notice);
  });

  it('is believed no more than any input', () => {
    const forged = encodeNotice({ tone: 'ok', title: 'x', undo: { action: 'https://evil.example', label: 'y' } });
    expect(decodeNotice(forged)).toEqual({ tone: 'ok', title: 'x' });
    expect(decodeNotice('%%%')).toBeNull();
    expect(decodeNotice(Buffer.from('{"tone":"loud"}').toString('base64url'))).toBeNull();
  });
});

it('sends the smallest form that a browser takes', () => {
  expect(chooseEncoding('gzip, deflate, br;q=0.9')).toBe('br');
  expect(chooseEncoding('gzip, br;q=0')).toBe('gzip');
  expect(chooseEncoding(undefined)).toBeNull();
});
