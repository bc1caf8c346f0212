import { ENTERPRISE_LIFECYCLE, type EnterpriseCommand } from './enterprise.states.js';
import { ENTERPRISE_STATUSES, type EnterpriseStatus } from './enterprises.types.js';

const COMMANDS: readonly EnterpriseCommand[] = ['submit', 'verify', 'return', 'reject', 'suspend', 'restore', 'take-back'];

describe('the lifecycle of an enterprise', () => {
  it('is this table and nothing else', () => {
    const table = Object.fromEntries(
      ENTERPRISE_STATUSES.map((status) => [status, Object.fromEntries(COMMANDS.flatMap((c) => ENTERPRISE_LIFECYCLE.find(status, c) ?? []).map(({ command, to }) => [command, to]))]),
    );
    expect(table).toEqual({
      registered: { submit: 'pending' },
      pending: { verify: 'verified', return: 'returned', reject: 'rejected' },
      verified: { suspend: 'suspended', 'take-back': 'pending' },
      returned: { submit: 'pending', 'take-back': 'pending' },
      rejected: { 'take-back': 'pending' },
      suspended: { restore: 'verified' },
    } satisfies Record<EnterpriseStatus, Partial<Record<EnterpriseCommand, EnterpriseStatus>>>);
  });

  it('lets members hand in and officers decide', () => {
    expect(ENTERPRISE_LIFECYCLE.commands('pending', 'officer')).toEqual(['verify', 'return', 'reject']);
    expect(ENTERPRISE_LIFECYCLE.commands('pending', 'member')).toEqual([]);
    expect(ENTERPRISE_LIFECYCLE.commands('returned', 'member')).toEqual(['submit']);
  });

  it('tells of every transition but of an officer’s undo, since nobody had heard of what it takes back', () => {
    expect(ENTERPRISE_LIFECYCLE.transitions.filter(({ command }) => command !== 'take-back').map(({ event }) => event)).toEqual(
      ['submitted', 'verified', 'returned', 'rejected', 'suspended', 'restored'].map((past) => `enterprise.${past}`),
    );
  });
});
