import type { Reading } from './reading.types.js';

/** What happens with a demand and with an offering, and by which rules. Says only what the platform does today. */
export const HOW_IT_WORKS: Reading = {
  title: { zh: '怎么用', en: 'How it works' },
  description: {
    zh: '发布需求、登记供给、审核、邀请、答复、互见联系方式：每一步谁做、多久、按什么规则。',
    en: 'Posting, reviewing, inviting, answering, seeing contacts: who does what, in what time, by which rules.',
  },
  lead: {
    zh: '需求说一次，最合适的几家来答，双方同意才互见联系方式。下面是每一步的规则。',
    en: 'Say what you need once; the best few answer; contacts show once both agree. These are the rules of each step.',
  },
  sections: [
    {
      id: 'factories',
      title: { zh: '您有需求', en: 'You need something' },
      points: [
        { zh: '登记企业，属地主管部门核验一次，三地互认。', en: 'Register your enterprise. Your own authority verifies it once; the other two recognise it.' },
        {
          zh: '写需求：产品、材料、方法、效果、应用，写得越清楚，邀请得越准。写到一半会自动存着。',
          en: 'Write the demand: product, materials, methods, effect, application. The clearer it is, the better the invitations. Drafts save themselves.',
        },
        {
          zh: '审核通过就发布，平台马上比对全部供给，邀请最合适的几家，默认 5 个席位。',
          en: 'Once approved it is published, and the platform compares all offerings at once and invites the best few: 5 seats unless you say otherwise.',
        },
        {
          zh: '有人愿意做，您会收到信：他的理由、差在哪里、核验过什么。在信里就能答「同意对接」或「不合适」。',
          en: 'When one is interested you get a mail: why it fits, what is missing, what was verified. Answer from the mail.',
        },
        {
          zh: '您 5 个工作日不答，这份意向失效，席位让出来；中间会提醒两次。',
          en: 'If you do not answer within 5 working days, after two reminders, the interest lapses and the seat is free again.',
        },
      ],
    },
    {
      id: 'providers',
      title: { zh: '您能做', en: 'You can do something' },
      points: [
        { zh: '登记企业和供给：能做什么、在哪里服务、有什么资质。', en: 'Register your enterprise and what you offer: what you can do, where you serve, what you hold.' },
        {
          zh: '合适的需求会写信来找您。有意向、不合适、转给同事，在信里点一下就行，不用登录。',
          en: 'Fitting demands come to you by mail. Interested, not for us, pass to a colleague: one click in the mail, no login.',
        },
        {
          zh: '3 个工作日不答，席位给下一家。婉拒也算答复，不影响您的记录。',
          en: 'After 3 working days without an answer the seat goes to the next one. A no counts as an answer.',
        },
        { zh: '一家企业同时最多收 10 份没答的邀请，可以自己改。', en: 'An enterprise holds at most 10 open invitations; you may change that.' },
        { zh: '没收到邀请也可以在需求页面上点「我能做」。', en: 'Not invited? Say “I can do this” on the demand’s page.' },
      ],
    },
    {
      id: 'rules',
      title: { zh: '怎么选出这几家', en: 'How the few are chosen' },
      paragraphs: [
        {
          zh: '先过硬条件：都已发布、不是同一家企业、谁也没有屏蔽谁、服务得到需求所在地、有必备资质、手上没答的邀请没有超出自己定的数。硬条件不进分数。',
          en: 'Hard conditions first: both are published, not the same enterprise, neither blocks the other, it serves the place, it holds each must-have certificate, and it is not over its own number of open invitations. They never enter the score.',
        },
        {
          zh: '再按各项打分：说的是不是一件事、类别、规格、预算、地区、过去的答复、交期、新旧；还有服务商自己愿意接什么样的。每一项都写明依据，加起来就是总分。',
          en: 'Then points for each part: whether both speak of the same thing, category, specification, budget, region, how it answered before, lead time, freshness; and what the provider likes to do. Each part says what it rests on; together they are the total.',
        },
        {
          zh: '席位里留一个给小而新的服务商，标明「探索」。不卖排名，没有付费置顶。',
          en: 'One of the seats is kept for a small and new provider and marked “exploring”. No rank is for sale.',
        },
      ],
    },
    {
      id: 'search',
      title: { zh: '自己找', en: 'Looking for yourself' },
      paragraphs: [
        {
          zh: '「找服务商」里只有已核验的企业和已发布的供给，按您写的词排，词一样看新旧。页面的网址就是条件，可以发给同事。',
          en: '“Providers” holds verified enterprises and published offerings only, in the order of your words, then the newest. The page’s address is the search: send it to a colleague.',
        },
      ],
    },
    {
      id: 'review',
      title: { zh: '谁来审核', en: 'Who reviews' },
      paragraphs: [
        {
          zh: '北京、天津、河北的主管部门各审各的企业和供需信息。退回会写明原因和要改的地方，改好再提交。每个决定都记在一份改不了的记录里。',
          en: 'The authorities of Beijing, Tianjin and Hebei each review their own enterprises and listings. A return says why and what to change. Each decision stands in a log that cannot be altered.',
        },
        {
          zh: '需求展示 60 天，供给 180 天；到期前 7 天来信问一句，点一下就续。',
          en: 'A demand stands for 60 days, an offering for 180; 7 days before the end a mail asks whether it is still needed, and one click renews it.',
        },
      ],
    },
    {
      id: 'figures',
      title: { zh: '首页的数字怎么数', en: 'How the front page counts' },
      points: [
        { zh: '正在找服务商的需求：此刻已发布、没到期、企业已核验的。', en: 'Demands looking for providers: published now, not expired, by verified enterprises.' },
        { zh: '已核验的企业：此刻状态是已核验的，按登记地所在省市。', en: 'Verified enterprises: verified now, by the province they are registered in.' },
        { zh: '得到答复的邀请：开站以来，服务商答了有意向或不合适的；到期没答的不算。', en: 'Invitations answered: since the beginning, with yes or no by the provider; those that ran out do not count.' },
        { zh: '双方同意对接：开站以来，双方都点过头的；跨省市指需求所在地和服务商登记地不在一个省市。', en: 'Both sides agreed: since the beginning; across a border means that the demand and the provider are in different provinces.' },
        {
          zh: '每 5 分钟数一遍。两家企业之间的事，少于 5 的数不写出来。',
          en: 'Counted every 5 minutes. Numbers from 1 to 4 about dealings between enterprises are not given.',
        },
      ],
    },
  ],
};
