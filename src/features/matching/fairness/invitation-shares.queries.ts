import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../shared/clock.js';
import { DAY_MS, MINUTE_MS } from '../../../shared/durations.js';
import { Kept } from '../../../shared/kept.js';
import { LARGEST_SHARE, SHARE_DAYS, SHARE_LEAST } from '../match.rules.js';

/** Who has had his share of the invitations: then others who fit are asked first. */
@Injectable()
export class InvitationSharesQueries {
  /** How many went out in all changes slowly, and is only asked for where somebody has had many. */
  private readonly totals = new Kept<number>(MINUTE_MS, 1);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Those of the enterprises that were invited as often as one may be. */
  async overShare(enterpriseIds: readonly string[]): Promise<ReadonlySet<string>> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - SHARE_DAYS * DAY_MS);
    const busy = await this.database.query<{ id: string; invited: number }>(
      `select m.offering_enterprise_id as id, count(*) as invited from match m
        where m.offering_enterprise_id = any($1::uuid[]) and m.invited_at >= $2 group by 1 having count(*) >= ${SHARE_LEAST}`,
      [enterpriseIds, since],
    );
    if (busy.length === 0) return new Set();
    const total = await this.totals.get('', now, async () => {
      const [row] = await this.database.query<{ total: number }>('select count(*) as total from match where invited_at >= $1', [since]);
      return row!.total;
    });
    return new Set(busy.filter(({ invited }) => invited >= LARGEST_SHARE * total).map(({ id }) => id));
  }
}
