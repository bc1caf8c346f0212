import type { MemberRole } from '../../shared/actor.js';
import { defineTexts, type Text } from '../../shared/language.js';

/** What the roles are called. */
export const ROLE_TEXTS: Readonly<Record<MemberRole, Text>> = defineTexts({
  owner: { zh: '负责人', en: 'Owner' },
  editor: { zh: '经办人', en: 'Editor' },
  viewer: { zh: '只看', en: 'Viewer' },
});

/** What the log says of seats and invitations: `{name}` did it, `{whom}` it is about, with the `{role}` given and the one `{before}`. Names are stored: add, never rename. */
export const MEMBER_ACT_TEXTS = defineTexts({
  'member.added': { zh: '{name}把{whom}加进来（{role}）', en: '{name} added {whom} as {role}' },
  'member.invited': { zh: '{name}邀请{whom}（{role}）', en: '{name} invited {whom} as {role}' },
  'member.invitation-changed': { zh: '{name}把给{whom}的邀请从{before}改成{role}', en: '{name} changed the invitation of {whom} from {before} to {role}' },
  'member.invitation-withdrawn': { zh: '{name}撤回给{whom}的邀请（{role}）', en: '{name} took back the invitation of {whom} as {role}' },
  'member.invitation-restored': { zh: '{name}恢复给{whom}的邀请（{role}）', en: '{name} put back the invitation of {whom} as {role}' },
  'member.joined': { zh: '{whom}应邀进来（{role}）', en: '{whom} came in as {role}, as invited' },
  'member.role-changed': { zh: '{name}把{whom}从{before}改成{role}', en: '{name} made {whom} {role}, before: {before}' },
  'member.role-restored': { zh: '{name}把{whom}从{before}恢复成{role}', en: '{name} made {whom} {role} again, before: {before}' },
  'member.removed': { zh: '{name}移出{whom}（{role}）', en: '{name} removed {whom}, {role}' },
  'member.left': { zh: '{whom}退出（{role}）', en: '{whom} left, {role}' },
  'member.restored': { zh: '{name}请回{whom}（{role}）', en: '{name} brought {whom} back as {role}' },
});

export type MemberAct = keyof typeof MEMBER_ACT_TEXTS;
