import type { EnterpriseDoubts } from '../enterprises/enterprises.types.js';
import type { Hint } from './review.types.js';

/** What an officer should look at before verifying an enterprise: doubts about its credit code, who else claims it, who else is called so. */
export function enterpriseHints({ usccWarnings, claimants, namesakes }: EnterpriseDoubts): Hint[] {
  return [
    ...usccWarnings.map((problem): Hint => ({ code: 'uscc-warning', problem })),
    ...claimants.map(({ id, code, name }): Hint => ({ code: 'uscc-disputed', enterpriseId: id, enterpriseCode: code, name })),
    ...namesakes.map(({ id, code, name }): Hint => ({ code: 'namesake', enterpriseId: id, enterpriseCode: code, name })),
  ];
}
