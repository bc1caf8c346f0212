import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import { Clock } from '../../shared/clock.js';
import { Match } from './match.entity.js';
import type { WithdrawReason } from './match.reasons.js';
import { matchWithdrawn } from './matching.events.js';

/** Which matches: all of a demand, of an offering, of an enterprise's side, or between two enterprises. */
export type WithdrawalScope =
  | { readonly demandId: string }
  | { readonly offeringId: string }
  | { readonly demandEnterpriseId: string; readonly offeringEnterpriseId?: string }
  | { readonly offeringEnterpriseId: string };

/** Takes back what is open when one of the two sides is no longer there. */
@Injectable()
export class MatchWithdrawalsService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Withdraws open invitations and, unless told otherwise, interests. Each in a transaction of its own: run again after
   * a crash, it takes the ones that are left.
   */
  async withdraw(scope: WithdrawalScope, reason: WithdrawReason, statuses: readonly ('invited' | 'interested')[] = ['invited', 'interested']): Promise<void> {
    for (const status of statuses) {
      const open = await this.database.manager.find(Match, { select: { id: true }, where: { ...scope, status }, order: { id: 'ASC' } });
      for (const { id } of open) await this.withdrawOne(id, status, reason);
    }
  }

  /** Forgets suggestions that were told to nobody; when the listing is back it is ranked anew. */
  async forgetSuggestions(scope: WithdrawalScope): Promise<void> {
    await this.database.manager.delete(Match, { ...scope, status: 'suggested', isVolunteer: false });
  }

  private withdrawOne(matchId: string, from: 'invited' | 'interested', reason: WithdrawReason): Promise<void> {
    return this.database.transaction(async (manager) => {
      const match = await manager.findOne(Match, { where: { id: matchId }, lock: { mode: 'pessimistic_write' } });
      // Somebody may have answered since the list was read.
      if (match?.status !== from) return;
      match.withdraw(this.clock.now(), reason);
      await manager.save(match);
      await this.outbox.append(manager, matchWithdrawn, { ...match.facts, from });
    });
  }
}
