import type { StoryAuthority, StoryOfficer } from './story.types.js';

export const AUTHORITIES: readonly StoryAuthority[] = [
  { key: 'secretariat', region: null, nameZh: '京津冀供需对接秘书处（示例）', nameEn: 'Secretariat of Supply–Demand Docking (example)' },
  { key: 'beijing', region: '11', nameZh: '北京市主管部门（示例）', nameEn: 'Beijing authority (example)' },
  { key: 'tianjin', region: '12', nameZh: '天津市主管部门（示例）', nameEn: 'Tianjin authority (example)' },
  { key: 'hebei', region: '13', nameZh: '河北省主管部门（示例）', nameEn: 'Hebei authority (example)' },
];

export const OFFICERS: readonly StoryOfficer[] = [
  { person: { name: '赵敏', email: 'officer.bj@example.com' }, authority: 'beijing', roles: ['reviewer'] },
  { person: { name: '孙涛', email: 'officer.tj@example.com' }, authority: 'tianjin', roles: ['reviewer'] },
  { person: { name: '王秀英', email: 'officer.he@example.com' }, authority: 'hebei', roles: ['reviewer'] },
  { person: { name: '钱伟', email: 'supervisor@example.com' }, authority: 'secretariat', roles: ['reviewer', 'supervisor'] },
  { person: { name: '周静', email: 'admin@example.com' }, authority: 'secretariat', roles: ['reviewer', 'administrator'] },
];
