import { UnderstandingService } from '../../../src/features/vocabulary/understanding.service.js';
import { VocabularyService } from '../../../src/features/vocabulary/vocabulary.service.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { Cast } from '../../support/cast.js';
import { Shop } from '../../support/shop.js';

const TITLES = [
  '伺服电机维修与驱动器调试',
  '数控机床主轴大修',
  '锂离子电池极片涂布设备',
  '6205-2RS 深沟球轴承现货',
  '西门子 S7-1200 PLC 编程与联网',
  '视觉检测缺陷识别系统',
  '热处理车间可控气氛炉改造',
  '减速机齿轮箱加工',
  '液压缸密封圈更换',
  '环境影响评价报告编制',
  '输送带硫化接头',
  '空压机余热回收节能改造',
];

let test: TestApp;
let understanding: UnderstandingService;

beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  const maker = await new Cast(test).enterprise({ name: '沧州示例传动设备有限公司', regionCode: '130981' });
  const shop = new Shop(test);
  for (const title of TITLES) await shop.put({ kind: 'offering', enterpriseId: maker.id, title });
  const vocabulary = test.app.get(VocabularyService, { strict: false });
  while (await vocabulary.keepUp());
  understanding = test.app.get(UnderstandingService, { strict: false });
});
afterAll(() => test?.close());

const read = async (typed: string): Promise<string> => {
  const { text, replaced } = await understanding.understand(typed);
  return `${text}${replaced.length > 0 ? ` < ${replaced.map(({ how }) => how).join(' ')}` : ''}`;
};

it.each([
  ['伺服电机', '伺服电机'],
  ['sifudianji', '伺服电机 < pinyin'],
  ['si fu dian ji', '伺服电机 < pinyin'],
  ['sfdj', '伺服电机 < initials'],
  ['伺服电级', '伺服电机 < typo'],
  ['私服电机', '伺服电机 < typo'],
  ['數控機床', '数控机床'],
  ['数空机床维修', '数控机床 维修 < typo'],
  ['shukongjichuang weixiu', '数控机床 维修 < pinyin pinyin'],
  ['锂电池', '锂离子电池'],
  ['环评', '环境影响评价 < short-form'],
  ['6205 2rs', '6205 2rs'],
  ['s71200', 's71200'],
  ['servo motor', '伺服电机'],
  ['sevro motor', '伺服电机 < typo'],
  ['液压钢密封圈', '液压缸密封圈 < typo'],
])('reads %s as %s', async (typed, expected) => {
  expect(await read(typed)).toBe(expected);
});
