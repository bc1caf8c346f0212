import fc from 'fast-check';
import { readBusinessCard } from './business-card.js';

describe('a pasted card', () => {
  it('is read in whatever order it comes', () => {
    const card = `泊头市示例铸造有限公司
      联系人：张示例　手机 138-0000-0000
      E-mail: zhang@example.com
      纳税人识别号: 9113 0981 MA9Y 9000 12
      地址：河北省沧州市泊头市示例路 1 号`;
    expect(readBusinessCard(card)).toEqual({
      name: '张示例',
      tel: '138-0000-0000',
      email: 'zhang@example.com',
      uscc: '91130981MA9Y900012',
      company: '泊头市示例铸造有限公司',
      places: ['河北省', '沧州市', '泊头市'],
    });
  });

  it('is read when it is written in one line, full width', () => {
    expect(readBusinessCard('名称：北京示例智测科技有限公司，税号：９１１１０１０８ＭＡ９Ｙ９０００１Ｘ，电话：010-88880000')).toMatchObject({
      uscc: '91110108MA9Y90001X',
      company: '北京示例智测科技有限公司',
      tel: '010-88880000',
    });
  });

  it('finds nothing where there is nothing, and never throws', () => {
    expect(readBusinessCard('')).toEqual({ name: '', tel: '', email: '', uscc: '', company: '', places: [] });
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => void readBusinessCard(text)));
  });
});
