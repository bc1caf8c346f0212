import { newId } from '../../src/shared/ids.js';
import type { JsonSchema } from './routes.js';

/** Text that must be kept as it was typed and shown as plain text. */
export const STRANGE_BUT_FINE = {
  emoji: '👩🏽‍🔧 数控 🏭',
  rightToLeft: '‮שלום‬ مرحبا',
  markup: '<script>alert(1)</script><img src=x onerror=alert(2)>&amp;"\'',
  sql: `'); drop table listing; --`,
  template: '{n} ${7*7} {{7*7}} %s %00',
} as const;

/** Text that no field may take. */
export const UNSTORABLE = { nul: 'a\0b', loneHigh: 'a\ud83db', loneLow: 'a\udc00b' } as const;

/** Values of every wrong kind, for one field of a JSON body at a time. */
export const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e308,
  2 ** 53,
  '',
  'x'.repeat(50_000),
  UNSTORABLE.nul,
  UNSTORABLE.loneHigh,
  `${STRANGE_BUT_FINE.sql}${STRANGE_BUT_FINE.markup}`,
  '0000-00-00',
  '+275760-09-13T00:00:00Z',
  [],
  [[null]],
  Array.from({ length: 500 }, () => 'x'),
  { $ne: null, toString: 1, length: -1 },
];

/** Identifiers that are none, as they stand in an address. */
export const HOSTILE_PARAMETERS: readonly string[] = [
  'x',
  '0',
  '-1',
  ';drop%20table%20listing',
  '%00',
  'a%00b',
  '%ed%a0%80',
  '%zz',
  '%',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '__proto__',
  'constructor',
  encodeURIComponent(STRANGE_BUT_FINE.emoji),
  encodeURIComponent(STRANGE_BUT_FINE.rightToLeft),
  encodeURIComponent(STRANGE_BUT_FINE.markup),
  'a'.repeat(3_000),
];

/** Queries that nobody's form makes; `name` is one that the route knows. */
export function hostileQueries(name: string): string[] {
  return [
    `${name}=a&${name}=b`,
    `${name}[]=1&${name}[x]=1`,
    `${name}=-1`,
    `${name}=0`,
    `${name}=1e9`,
    `${name}=99999999999999999999`,
    `${name}=NaN`,
    `${name}=%00`,
    `${name}=%ed%a0%80`,
    `${name}=%zz`,
    `${name}=${encodeURIComponent(STRANGE_BUT_FINE.markup)}`,
    `${name}=${'9'.repeat(5_000)}`,
    '__proto__[x]=1&constructor=1&__proto__=2',
    '&&&===',
  ];
}

/** Bodies that are not the JSON object that is asked for, by what is wrong with them. */
export const HOSTILE_BODIES: readonly { readonly what: string; readonly type: string; readonly body: string | Buffer }[] = [
  { what: 'nothing', type: 'application/json', body: '' },
  { what: 'half of an object', type: 'application/json', body: '{"title":' },
  { what: 'an array', type: 'application/json', body: '[]' },
  { what: 'a text', type: 'application/json', body: '"x"' },
  { what: 'a number', type: 'application/json', body: '1e999' },
  { what: 'null', type: 'application/json', body: 'null' },
  { what: 'a changed prototype', type: 'application/json', body: '{"__proto__":{"isAdmin":true}}' },
  { what: 'a changed constructor', type: 'application/json', body: '{"constructor":{"prototype":{"isAdmin":true}}}' },
  { what: 'deep nesting', type: 'application/json', body: '['.repeat(100_000) },
  { what: 'bytes that are not UTF-8', type: 'application/json', body: Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]) },
  { what: '10 MB of text', type: 'application/json', body: `{"title":"${'x'.repeat(10_000_000)}"}` },
  { what: 'a form', type: 'application/x-www-form-urlencoded', body: 'title=x&__proto__[x]=1&a[b][c]=1' },
  { what: 'XML', type: 'application/xml', body: '<a/>' },
  { what: 'an unknown type', type: 'x', body: 'x' },
  { what: 'a multipart form without an end', type: 'multipart/form-data; boundary=b', body: '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\nx' },
];

/** A value that a schema takes, as plain as can be: the ground on which one field at a time goes wrong. */
export function sampleOf(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return sampleOf(schema.anyOf[0]!);
  if (schema.default !== undefined) return schema.default;
  switch (schema.type) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((name) => [name, sampleOf(schema.properties![name]!)]));
    case 'array':
      return [sampleOf(schema.items ?? {})];
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return false;
    default:
      return textOf(schema);
  }
}

function textOf({ format }: JsonSchema): string {
  switch (format) {
    case 'uuid':
      return newId();
    case 'email':
      return 'nobody@example.com';
    case 'date':
      return '2026-12-31';
    case 'uri':
      return 'https://example.com';
    default:
      return '减速机壳体线 12 台数控机床联网采集';
  }
}
