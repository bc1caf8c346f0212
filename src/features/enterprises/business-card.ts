import { parseUscc } from './uscc.js';

/** What could be read from a pasted card; empty where nothing was found. */
interface BusinessCard {
  readonly name: string;
  readonly tel: string;
  readonly email: string;
  readonly uscc: string;
  readonly company: string;
  /** Words that may name the region, the narrowest last: 河北省, 沧州市, 泊头市. */
  readonly places: readonly string[];
}

const COMPANY = /[\p{Script=Han}A-Za-z0-9（）()·&.]{2,}?(?:股份有限公司|有限责任公司|有限公司|集团|合作社|研究院|研究所|事务所|工厂|厂)(?![\p{Script=Han}])/gu;
const USCC = /(?<![0-9A-Z])[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}(?![0-9A-Z])/;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const MOBILE = /(?<!\d)1[3-9]\d(?:[\s-]?\d{4}){2}(?!\d)/;
const LANDLINE = /(?<!\d)0\d{2,3}[\s-]?\d{7,8}(?!\d)/;
const PERSON = /(?:姓名|联系人|法定代表人|Name)\s*[:：]?\s*([\p{Script=Han}·]{2,6}|[A-Z][\w.]+(?: [A-Z][\w.]+)+)/iu;
const PLACE = /[\p{Script=Han}]{1,8}?(?:省|自治县|新区|市|县|区)/gu;

/** Reads a card or billing details that somebody pasted, in whatever order. Never throws; at most 2,000 characters are read. */
export function readBusinessCard(pasted: string): BusinessCard {
  const text = pasted.slice(0, 2000).normalize('NFKC');
  const compact = text.toUpperCase().replace(/(?<=[0-9A-Z])[ \t-](?=[0-9A-Z])/g, '');
  const companies = [...text.matchAll(COMPANY)].map(([found]) => found);
  const uscc = USCC.exec(text.toUpperCase())?.[0] ?? USCC.exec(compact)?.[0] ?? '';
  const address = /地\s*址\s*[:：]?\s*(.+)/.exec(text)?.[1] ?? '';
  return {
    name: PERSON.exec(text)?.[1] ?? '',
    tel: MOBILE.exec(text)?.[0] ?? LANDLINE.exec(text)?.[0] ?? '',
    email: EMAIL.exec(text)?.[0] ?? '',
    uscc: uscc === '' ? '' : parseUscc(uscc).uscc,
    company: companies.sort((a, b) => b.length - a.length)[0] ?? '',
    places: [...`${address || (companies[0] ?? '')}`.matchAll(PLACE)].map(([found]) => found),
  };
}
