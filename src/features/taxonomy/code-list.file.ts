import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { CertificateEntry, CertificateKind, CodeEntry, CodeLists, ListKind, ListVersion, RegionEntry, RegionLevel } from './taxonomy.types.js';

const FILES: Readonly<Record<ListKind, string>> = {
  region: 'regions.csv',
  industry: 'industries.csv',
  'service-category': 'service-categories.csv',
  certificate: 'certificates.csv',
};

type Row = Readonly<Record<string, string | undefined>>;

/** A list as its file in `data/` holds it. */
export interface CodeListFile<Entry extends CodeEntry> {
  readonly list: ListVersion;
  readonly entries: readonly Entry[];
  /** SHA-256 of the file, so that an edit shows even where somebody forgot to raise the version. */
  readonly digest: string;
}

const words = (cell: string | undefined): string[] => (cell ?? '').split('|').filter((word) => word !== '');

function codeEntry(row: Row, list: ListVersion): CodeEntry {
  if (!row.code || !row.name_zh) throw new Error(`${FILES[list.kind]}: a row without code or name: ${JSON.stringify(row)}`);
  return {
    code: row.code,
    parent: row.parent || null,
    nameZh: row.name_zh,
    nameEn: row.name_en || null,
    synonyms: words(row.synonyms),
    validFrom: row.valid_from || list.validFrom,
    validTo: row.valid_to || null,
  };
}

/** What one list's rows have beyond the columns of all. */
const ENTRY: { readonly [Kind in ListKind]: (row: Row, list: ListVersion) => CodeLists[Kind][number] } = {
  region: (row, list): RegionEntry => ({
    ...codeEntry(row, list),
    level: row.level as RegionLevel,
    pinyin: row.pinyin ?? '',
    members: words(row.members),
  }),
  industry: codeEntry,
  'service-category': codeEntry,
  certificate: (row, list): CertificateEntry => ({ ...codeEntry(row, list), kind: row.kind as CertificateKind }),
};

/** The facts in the comment lines on top: `# version: 2026.1`. */
function headOf(text: string, kind: ListKind): ListVersion {
  const facts = new Map([...text.matchAll(/^# ([a-z-]+): (.*)$/gm)].map(([, key = '', value = '']) => [key, value.trim()]));
  const fact = (key: string): string => {
    const value = facts.get(key);
    if (!value) throw new Error(`${FILES[kind]}: the line "# ${key}: …" is missing`);
    return value;
  };
  if (fact('list') !== kind) throw new Error(`${FILES[kind]}: is the list ${fact('list')}, not ${kind}`);
  return { kind, version: fact('version'), validFrom: fact('valid-from'), source: fact('source') };
}

function textOf(kind: ListKind): string {
  return readFileSync(new URL(`./data/${FILES[kind]}`, import.meta.url), 'utf8');
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The digest that `readCodeList` would give, at a hundredth of its cost. */
export function codeListDigest(kind: ListKind): string {
  return digestOf(textOf(kind));
}

/** Reads a list. Throws when the file is not what its head says, or when a parent or a member is missing. */
export function readCodeList<Kind extends ListKind>(kind: Kind): CodeListFile<CodeLists[Kind][number]> {
  const text = textOf(kind);
  const list = headOf(text, kind);
  const rows = parse(text, { columns: true, comment: '#', comment_no_infix: true, skip_empty_lines: true }) as Row[];
  const entries = rows.map((row) => ENTRY[kind](row, list));
  const codes = new Set(entries.map(({ code }) => code));
  if (codes.size !== entries.length) throw new Error(`${FILES[kind]}: a code stands there twice`);
  for (const { code, parent } of entries) {
    if (parent !== null && !codes.has(parent)) throw new Error(`${FILES[kind]}: ${code} has the parent ${parent}, which is not in the list`);
  }
  return { list, entries, digest: digestOf(text) };
}

/** All lists as the files hold them, without a database. */
export function readCodeLists(): CodeLists {
  return {
    region: readCodeList('region').entries,
    industry: readCodeList('industry').entries,
    'service-category': readCodeList('service-category').entries,
    certificate: readCodeList('certificate').entries,
  };
}
