import type { Reading } from './reading.types.js';

/** What is kept of whom, who sees it, how to stop it. Must stay true: change it with what it describes. */
export const PRIVACY: Reading = {
  title: { zh: '个人信息保护', en: 'Privacy' },
  description: { zh: '平台存什么、谁看得到联系方式、怎么停信、用哪些 Cookie。', en: 'What is kept, who sees contacts, how to stop mails, which cookies there are.' },
  lead: { zh: '只存办事要用的。双方都同意之前，谁也看不到您的联系方式。', en: 'Only what the work needs is kept. Until both sides agree, nobody sees how to reach you.' },
  sections: [
    {
      id: 'kept',
      title: { zh: '存什么', en: 'What is kept' },
      points: [
        { zh: '您的姓名、邮箱、电话（如果您填了）、语言；密码只存算过的结果，谁也读不出来。', en: 'Your name, e-mail, phone (if you give one) and language; of your password only a hash that nobody can read back.' },
        { zh: '企业的名称、统一社会信用代码、地区、行业、规模、联系人和佐证。', en: 'Your enterprise’s name, credit code, region, industry, size, contact and evidence.' },
        { zh: '您写的需求、供给、附件，您对邀请和意向的答复。', en: 'The demands, offerings and files you write, and your answers to invitations and interests.' },
        { zh: '登录的时间和设备名称，您可以在账号页看到并让它退出。', en: 'When and with which device you signed in; you see it on your account page and can end it.' },
        { zh: '您的网络地址只用来挡住太频繁的操作，过后就删。', en: 'Your network address only to hold back what comes too often; it is deleted soon after.' },
        { zh: '谁在什么时候做了什么决定，记在一份改不了的记录里。', en: 'Who decided what and when, in a log that cannot be altered.' },
        { zh: '寄给您哪种信、什么时候寄的、寄到没有。', en: 'Which mail was sent to you, when, and whether it went out.' },
      ],
    },
    {
      id: 'contacts',
      title: { zh: '谁看得到联系方式', en: 'Who sees contacts' },
      points: [
        { zh: '公开页面、搜索和邀请信里都没有联系人、电话和邮箱。', en: 'No public page, search or invitation holds a contact, a phone number or an address.' },
        { zh: '双方都同意对接之后，对方企业的成员看得到，只限这一次对接。', en: 'Once both agree, the members of the other enterprise see them, for this engagement.' },
        { zh: '负责您所在地区的审核员看得到，用来核验。', en: 'The officers of your region see them, to verify.' },
        { zh: '附件只有本企业成员和审核员看得到；双方同意对接后，对方也看得到。', en: 'Attachments are seen by the members of your own enterprise and by officers; once both sides agree, by the other side too.' },
      ],
    },
    {
      id: 'mails',
      title: { zh: '怎么停信', en: 'How to stop mails' },
      paragraphs: [
        {
          zh: '每封信底下都有一个链接，点开再点一下，这一种信就不再寄。不用登录，随时可以在同一个页面恢复。信里的链接有期限，只能用一次，打开本身不会改变任何事。',
          en: 'At the end of each mail stands a link: open it, confirm, and that kind of mail stops. No login is needed, and the same page takes it back. Links in mails expire and work once; opening one changes nothing.',
        },
      ],
    },
    {
      id: 'cookies',
      title: { zh: 'Cookie', en: 'Cookies' },
      paragraphs: [
        {
          zh: '只有办事要用的：登录状态、防止别的网站冒充您提交、您选的语言和明暗、上一步结果的一句提示。没有统计和广告 Cookie，不加载任何第三方内容。',
          en: 'Only what the work needs: that you are signed in, a guard against other sites sending forms in your name, your language and theme, one sentence about your last act. No analytics, no advertising, nothing from third parties.',
        },
      ],
    },
    {
      id: 'rights',
      title: { zh: '您可以', en: 'You may' },
      points: [
        { zh: '在账号页看和改您的资料，退出任何一台设备。', en: 'See and change your facts on the account page, and sign any device out.' },
        { zh: '随时撤下自己的需求和供给；撤下后，公开页面只说它结束了。', en: 'Withdraw your demands and offerings at any time; their pages then only say that they have ended.' },
        { zh: '要更正、导出或删除其他信息，请联系您所在地区的主管部门。', en: 'To correct, export or delete anything else, turn to the authority of your region.' },
      ],
    },
  ],
};
