import { defineTexts } from '../../shared/language.js';

export const CHECK_TEXTS = defineTexts({
  category: { zh: '请从服务类别里选一项。', en: 'Please choose one of the service categories.' },
  industry: { zh: '请从行业分类里选一项。', en: 'Please choose one of the industries.' },
  region: { zh: '请从地区表里选一项。', en: 'Please choose one of the regions.' },
  certificate: { zh: '请从资质表里选。', en: 'Please choose from the list of certificates.' },
  budget: { zh: '请让上限不低于下限。', en: 'Please give an upper end that is not below the lower one.' },
  title: { zh: '请写标题：对象、数量和目的。', en: 'Please give a title: what, how many, what for.' },
  body: { zh: '请写说明，或至少写清五件事里的一件。', en: 'Please write a description, or tell at least one of the five things.' },
  externalId: { zh: '编号太长，请缩到 100 个字以内。', en: 'Please shorten the key to at most 100 characters.' },
  deadline: { zh: '请填今天以后的日期。', en: 'Please give a day that is not in the past.' },
});
