import { StateMachine } from '../../shared/state-machine.js';
import {
  enterpriseRejected,
  enterpriseRestored,
  enterpriseReturned,
  enterpriseSubmitted,
  enterpriseSuspended,
  enterpriseVerified,
} from './enterprises.events.js';
import type { EnterpriseStatus } from './enterprises.types.js';

export type EnterpriseCommand = 'submit' | 'verify' | 'return' | 'reject' | 'suspend' | 'restore' | 'take-back';
/** `member`: an owner or editor of the enterprise · `officer`: a reviewer of its region who does not sit in it. */
type EnterpriseRole = 'member' | 'officer';

/** The lifecycle of an enterprise. `rejected` is final: nothing leads out of it but its officer's undo. */
export const ENTERPRISE_LIFECYCLE = new StateMachine<EnterpriseStatus, EnterpriseCommand, EnterpriseRole>([
  { command: 'submit', from: ['registered', 'returned'], to: 'pending', by: ['member'], event: enterpriseSubmitted.type },
  { command: 'verify', from: ['pending'], to: 'verified', by: ['officer'], event: enterpriseVerified.type },
  { command: 'return', from: ['pending'], to: 'returned', by: ['officer'], event: enterpriseReturned.type },
  { command: 'reject', from: ['pending'], to: 'rejected', by: ['officer'], event: enterpriseRejected.type },
  // The officer's own undo of the three above, while nobody has heard of them.
  { command: 'take-back', from: ['verified', 'returned', 'rejected'], to: 'pending', by: ['officer'], event: null },
  { command: 'suspend', from: ['verified'], to: 'suspended', by: ['officer'], event: enterpriseSuspended.type },
  { command: 'restore', from: ['suspended'], to: 'verified', by: ['officer'], event: enterpriseRestored.type },
]);

/** While one of these, the name, the code and the region are what an officer looks at or has looked at: they stay. */
export const FACTS_LOCKED: readonly EnterpriseStatus[] = ['pending', 'verified', 'suspended', 'rejected'];
