import { BAODING } from './baoding.js';
import { BEIJING } from './beijing.js';
import { CANGZHOU } from './cangzhou.js';
import { NORTH_HEBEI } from './north-hebei.js';
import { PAST_DEMANDS } from './past.js';
import { SHIJIAZHUANG } from './shijiazhuang.js';
import { SOUTH_HEBEI } from './south-hebei.js';
import type { StoryEnterprise, StoryPerson } from './story.types.js';
import { TANGSHAN } from './tangshan.js';
import { TIANJIN } from './tianjin.js';

const NAMED: readonly StoryEnterprise[] = [
  ...BEIJING,
  ...TIANJIN,
  ...SHIJIAZHUANG,
  ...TANGSHAN,
  ...NORTH_HEBEI,
  ...BAODING,
  ...CANGZHOU,
  ...SOUTH_HEBEI,
];

/** Everybody, each with what is going on and with what is over. */
export const ENTERPRISES: readonly StoryEnterprise[] = NAMED.map((enterprise) => {
  const past = PAST_DEMANDS[enterprise.key];
  return past ? { ...enterprise, demands: [...(enterprise.demands ?? []), ...past.map((demand) => ({ ...demand, key: `${enterprise.key}/${demand.key}` }))] } : enterprise;
});

/** The same for everybody in the story, printed at the start; the story exists only where nobody else can reach it. */
export const STORY_PASSWORD = 'shili-2026-demo';

/** Who is printed at the start: one for each thing that one may want to try. */
export const STORY_LOGINS: readonly { readonly email: string; readonly zh: string; readonly en: string }[] = [
  { email: 'zhang.jianguo@example.com', zh: '工厂：泊头减速机厂负责人，有需求等答复', en: 'factory: owner in Botou, with answers waiting' },
  { email: 'li.ming@example.com', zh: '服务商：北京海淀，有邀请和意向', en: 'provider: owner in Haidian, with invitations' },
  { email: 'siobhan.oneil@example.com', zh: '英文用户：天津航空部件', en: 'in English: aircraft parts in Tianjin' },
  { email: 'officer.he@example.com', zh: '审核员：河北', en: 'reviewer: Hebei' },
  { email: 'admin@example.com', zh: '秘书处管理员', en: "administrator: the secretariat" },
];

/** Everybody who sits in an enterprise, once each; a person may sit in several. */
export function membersOfStory(): StoryPerson[] {
  return [...new Map(ENTERPRISES.flatMap(({ members }) => members).map(({ person }) => [person.email, person])).values()];
}
