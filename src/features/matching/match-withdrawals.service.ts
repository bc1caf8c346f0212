import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import { Clock } from '../../shared/clock.js';
import { Match } from './match.entity.js';
import type { WithdrawReason } from './match.reasons.js';
import { matchWithdrawn, type WithdrawnFrom } from './matching.events.js';

/** Which matches: all of a demand, of an offering, of an enterprise's side, or between two enterprises. */
type WithdrawalScope =
  | { readonly demandId: string }
  | { readonly offeringId: string }
  | { readonly demandEnterpriseId: string; readonly offeringEnterpriseId?: string }
  | { readonly offeringEnterpriseId: string };

const COLUMNS = {
  demandId: 'm.demand_id',
  offeringId: 'm.offering_id',
  demandEnterpriseId: 'm.demand_enterprise_id',
  offeringEnterpriseId: 'm.offering_enterprise_id',
} as const;

const SIDES = `match m
  join listing demand on demand.id = m.demand_id
  join listing offering on offering.id = m.offering_id
  join enterprise factory on factory.id = m.demand_enterprise_id
  join enterprise provider on provider.id = m.offering_enterprise_id`;

/** Who knows of the match, and has to hear that it is over. */
const IS_TOLD = `(m.status <> 'suggested' or m.is_volunteer)`;

/**
 * What must be so at the moment of the withdrawal. A job may come late or again, when the listing is back on the market and
 * somebody was invited anew: those invitations are good.
 */
const STILL_SO: Readonly<Record<WithdrawReason, string>> = {
  'demand-closed': `demand.status <> 'published'`,
  'demand-suspended': `demand.status <> 'published'`,
  'offering-closed': `offering.status <> 'published'`,
  'offering-suspended': `offering.status <> 'published'`,
  'factory-suspended': `factory.status <> 'verified'`,
  'provider-suspended': `provider.status <> 'verified'`,
  unavailable: `exists (select 1 from block where (block.enterprise_id, block.blocked_enterprise_id)
    in ((factory.id, provider.id), (provider.id, factory.id)))`,
};

/** Takes back what is open when one of the two sides is no longer there. */
@Injectable()
export class MatchWithdrawalsService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Withdraws open invitations and, unless told otherwise, interests; of suggestions only those who came forward themselves. Each in a transaction of its own: run again after
   * a crash, it takes the ones that are left.
   */
  async withdraw(scope: WithdrawalScope, reason: WithdrawReason, statuses: readonly WithdrawnFrom[] = ['invited', 'interested']): Promise<void> {
    for (const status of statuses) {
      const open = await this.database.query<{ id: string }>(...inScope(`select m.id from ${SIDES}`, scope, `m.status = '${status}' and ${IS_TOLD} and ${STILL_SO[reason]} order by m.id`));
      for (const { id } of open) await this.withdrawOne(id, status, reason);
    }
  }

  /** Forgets suggestions that were told to nobody; when the listing is back it is ranked anew. */
  async forgetSuggestions(scope: WithdrawalScope, reason: WithdrawReason): Promise<void> {
    const [select, ids] = inScope(`select m.id from ${SIDES}`, scope, `m.status = 'suggested' and not m.is_volunteer and ${STILL_SO[reason]}`);
    await this.database.query(`delete from match where status = 'suggested' and not is_volunteer and id in (${select})`, ids);
  }

  private withdrawOne(matchId: string, from: WithdrawnFrom, reason: WithdrawReason): Promise<void> {
    return this.database.transaction(async (manager) => {
      const match = await manager.findOne(Match, { where: { id: matchId }, lock: { mode: 'pessimistic_write' } });
      // Somebody may have answered since the list was read.
      if (match?.status !== from || !(await isStillSo(manager, matchId, reason))) return;
      match.withdraw(this.clock.now(), reason);
      await manager.save(match);
      await this.outbox.append(manager, matchWithdrawn, { ...match.facts, from });
    });
  }
}

/** A statement on `m` with the scope as its condition, and its parameters. */
function inScope(select: string, scope: WithdrawalScope, condition: string): [string, string[]] {
  const sides = Object.entries(scope) as [keyof typeof COLUMNS, string][];
  return [`${select} where ${sides.map(([side], i) => `${COLUMNS[side]} = $${i + 1}`).join(' and ')} and ${condition}`, sides.map(([, id]) => id)];
}

async function isStillSo(manager: EntityManager, matchId: string, reason: WithdrawReason): Promise<boolean> {
  const rows = await manager.query<unknown[]>(`select 1 from ${SIDES} where m.id = $1 and ${STILL_SO[reason]}`, [matchId]);
  return rows.length > 0;
}
