import { type ListingRow, ROW_FIELDS, type RowField } from '../listings/listing-rows.types.js';
import type { ListingKind } from '../listings/listing.types.js';
import { defineTexts, type Language, type Text } from '../../shared/language.js';

/** What the template calls each column. */
export const COLUMN_NAMES: Readonly<Record<RowField, Text>> = defineTexts({
  externalId: { zh: '编号', en: 'Key' },
  title: { zh: '标题', en: 'Title' },
  body: { zh: '说明', en: 'Description' },
  product: { zh: '产品', en: 'Product' },
  materials: { zh: '材料', en: 'Materials' },
  methods: { zh: '方法', en: 'Methods' },
  effect: { zh: '效果', en: 'Effect' },
  application: { zh: '应用', en: 'Application' },
  category: { zh: '服务类别', en: 'Category' },
  industry: { zh: '行业', en: 'Industry' },
  region: { zh: '地区', en: 'Region' },
  serviceRegions: { zh: '服务地区', en: 'Service regions' },
  quantity: { zh: '规模', en: 'Scope' },
  budgetMin: { zh: '最低价（万元）', en: 'Lowest price (CNY 10,000)' },
  budgetMax: { zh: '最高价（万元）', en: 'Highest price (CNY 10,000)' },
  deadline: { zh: '希望完成', en: 'Needed by' },
  leadDays: { zh: '交付天数', en: 'Lead days' },
  certificates: { zh: '资质', en: 'Certificates' },
  tags: { zh: '关键词', en: 'Key words' },
  seats: { zh: '席位', en: 'Seats' },
});

/** What else people call them, without spaces and brackets, in lower case. */
const OTHER_NAMES: Readonly<Partial<Record<RowField, readonly string[]>>> = {
  externalId: ['序号', '内部编号', '货号', 'id', 'externalid', 'no', 'no.', 'number'],
  title: ['名称', '需求名称', '供给名称', '产品名称', '服务名称', '需求标题', 'name', 'subject'],
  body: ['描述', '详情', '内容', '需求描述', '供给描述', '简介', '现在的情况', '您的做法和经验', 'body', 'details', 'text'],
  materials: ['原料', 'material'],
  methods: ['工艺', '做法', 'method', 'process'],
  effect: ['要求', '指标', '达到的效果', 'target'],
  application: ['应用场景', '用途', '现场条件', 'use'],
  category: ['类别', '分类', '服务分类', 'servicecategory', 'type'],
  industry: ['所属行业', '行业代码', '国民经济行业'],
  region: ['所在地', '所在地区', '城市', '需求地', '用在哪里', '区域', 'city', 'place', 'location', 'regioncode'],
  serviceRegions: ['服务范围', '服务区域', '可服务地区', 'serviceregion', 'serves'],
  quantity: ['数量', '规格', 'quantity', 'amount'],
  budgetMin: ['最低价', '预算下限', '最低预算', '价格下限', 'budgetmin', 'minprice', 'lowestprice', 'budgetfrom'],
  budgetMax: ['最高价', '预算', '预算上限', '最高预算', '价格', '价格上限', '报价', 'budget', 'budgetmax', 'maxprice', 'price', 'highestprice', 'budgetto'],
  deadline: ['截止日期', '截止时间', '期限', '完成日期', '交货期', 'deadline', 'due', 'duedate'],
  leadDays: ['交期', '交货天数', '周期', 'leadtime', 'days'],
  certificates: ['资质要求', '必备资质', '认证', '证书', 'certificate'],
  tags: ['标签', '关键字', 'tags', 'keywords'],
  seats: ['席位数', '同时谈几家'],
};

/** Names of columns are compared without what people vary: width, case, spaces, what stands in brackets, a mark of duty. */
function bare(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[(（【[].*?[)）】\]]/g, '')
    .replace(/[\s*：:_-]+/g, '');
}

const FIELDS: ReadonlyMap<string, RowField> = new Map(
  ROW_FIELDS.flatMap((field) => [COLUMN_NAMES[field].zh, COLUMN_NAMES[field].en, field, ...(OTHER_NAMES[field] ?? [])].map((name) => [bare(name), field] as const)),
);

/** Which field each column is; null for one that is not ours. The first of two with one meaning counts. */
export function fieldsOf(heading: readonly string[]): (RowField | null)[] {
  const seen = new Set<RowField>();
  return heading.map((name) => {
    const field = FIELDS.get(bare(name)) ?? null;
    if (field === null || seen.has(field)) return null;
    seen.add(field);
    return field;
  });
}

export function rowOf(fields: readonly (RowField | null)[], cells: readonly string[]): ListingRow {
  return Object.fromEntries(fields.flatMap((field, i) => (field === null ? [] : [[field, cells[i] ?? '']])));
}

const ONLY: Readonly<Partial<Record<RowField, ListingKind>>> = { deadline: 'demand', seats: 'demand', serviceRegions: 'offering', leadDays: 'offering' };

/** The columns of a template. */
export function templateFields(kind: ListingKind): RowField[] {
  return ROW_FIELDS.filter((field) => (ONLY[field] ?? kind) === kind);
}

const EXAMPLES: Readonly<Record<ListingKind, Readonly<Record<Language, ListingRow>>>> = {
  demand: {
    zh: { externalId: 'X-001', title: '示例：12 台数控机床联网采集', body: '8 台 FANUC 0i，4 台华中 8 型，都有网口，没联过网。', effect: '换刀前 30 分钟提醒', category: '数据采集与监控', region: '泊头', budgetMin: '30', budgetMax: '50', deadline: '2027-06-30', certificates: 'ISO9001', tags: 'FANUC、刀具寿命', seats: '5' },
    en: { externalId: 'X-001', title: 'Example: connect 12 CNC machines', body: '8 FANUC 0i and 4 HNC-8, all with a port, none connected.', effect: 'A warning 30 minutes before a tool wears out', category: 'DAT-ACQ', region: '130981', budgetMin: '30', budgetMax: '50', deadline: '2027-06-30', certificates: 'ISO9001', tags: 'FANUC, tool life', seats: '5' },
  },
  offering: {
    zh: { externalId: 'G-001', title: '示例：机床联网与数据采集', body: '做过 40 家机加工厂，FANUC、西门子、华中系统都接过。', category: '数据采集与监控', region: '滨海新区', serviceRegions: '天津、河北', budgetMin: '5', budgetMax: '80', leadDays: '30', certificates: 'ISO9001', tags: 'FANUC、OPC UA' },
    en: { externalId: 'G-001', title: 'Example: machine connection and data acquisition', body: '40 machine shops done; FANUC, Siemens and HNC controls.', category: 'DAT-ACQ', region: '120116', serviceRegions: '12, 13', budgetMin: '5', budgetMax: '80', leadDays: '30', certificates: 'ISO9001', tags: 'FANUC, OPC UA' },
  },
};

/** The row that shows how to fill a template in. */
export function exampleOf(kind: ListingKind, language: Language): ListingRow {
  return EXAMPLES[kind][language];
}
