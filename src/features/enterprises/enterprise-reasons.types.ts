import type { Text } from '../../shared/language.js';

/** Why an enterprise is returned, rejected or suspended: what the officer ticks, and the sentence that its members read. */
interface EnterpriseReason {
  readonly code: string;
  readonly name: Text;
  /** Says what to do about it. */
  readonly letter: Text;
}

/** The order is that of the officer's keys 1, 2, 3 … Codes are stored: add, never rename. */
export const ENTERPRISE_REASONS: readonly EnterpriseReason[] = [
  {
    code: 'name-and-code',
    name: { zh: '名称和信用代码对不上', en: 'Name and credit code do not match' },
    letter: {
      zh: '企业名称和统一社会信用代码对不上。请照营业执照核对后再提交。',
      en: 'The name and the unified social credit code do not belong together. Check both against the business licence and submit again.',
    },
  },
  {
    code: 'proof',
    name: { zh: '证明材料不足', en: 'Proof is missing' },
    letter: {
      zh: '现有材料还不能证明您代表这家企业。请在说明里写清您的职务，并用企业邮箱或电话联系我们。',
      en: 'What we have does not show that you act for this enterprise. Say what your position is, and contact us from its address or telephone.',
    },
  },
  {
    code: 'region',
    name: { zh: '所在地不对', en: 'Wrong region' },
    letter: { zh: '所在地和营业执照不一致。请改成执照上的地区。', en: 'The region is not the one on the business licence. Please correct it.' },
  },
  {
    code: 'contact',
    name: { zh: '联系不上', en: 'Contact does not work' },
    letter: {
      zh: '我们打登记的电话、写登记的邮箱都联系不上。请改成常用的联系人和电话。',
      en: 'We could not reach you by the telephone and address given. Please name a contact who can be reached.',
    },
  },
  {
    code: 'disputed',
    name: { zh: '信用代码有争议', en: 'The credit code is disputed' },
    letter: {
      zh: '另一家企业登记了同一个统一社会信用代码。请提交能说明归属的材料。',
      en: 'Another enterprise registered the same credit code. Please give proof of whose it is.',
    },
  },
  {
    code: 'not-eligible',
    name: { zh: '不在服务范围', en: 'Out of scope' },
    letter: {
      zh: '平台只服务京津冀的法人单位。您的单位不在这个范围里，不能登记。',
      en: 'The platform serves legal entities of the three regions only, and yours is not one of them.',
    },
  },
  {
    code: 'unlawful',
    name: { zh: '经营异常或不合规', en: 'Irregular or against the rules' },
    letter: {
      zh: '企业处于经营异常或违法失信名单。移出名单后可以再申请。',
      en: 'The enterprise is on a list of irregular or dishonest ones. You can apply again once it has been taken off.',
    },
  },
];

export function isEnterpriseReason(code: string): boolean {
  return ENTERPRISE_REASONS.some((reason) => reason.code === code);
}
