import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import type { PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { Block } from './block.entity.js';
import { Enterprise } from './enterprise.entity.js';
import { assertMayEdit, mayKnowOf } from './enterprise.policy.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';
import { enterpriseBlocked } from './enterprises.events.js';
import { EnterpriseQueries } from './enterprises.queries.js';
import type { EnterpriseSummary } from './enterprises.types.js';

/** Enterprises that do not want to meet. Works both ways in matching; the blocked one is never told. */
@Injectable()
export class BlocksService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly queries: EnterpriseQueries,
    private readonly clock: Clock,
  ) {}

  /** Nothing happens the second time. @throws AppError not-found, forbidden, enterprise.block-self */
  async block(actor: PersonActor, enterpriseId: string, otherId: string): Promise<void> {
    if (enterpriseId === otherId) throw new AppError(ENTERPRISE_ERRORS.blockSelf);
    await this.assertMay(actor, enterpriseId);
    const other = await this.database.manager.findOneBy(Enterprise, { id: otherId });
    if (!other || !mayKnowOf(actor, other)) throw new AppError(ENTERPRISE_ERRORS.notFound);
    await this.database.transaction(async (manager) => {
      const added = await manager
        .createQueryBuilder()
        .insert()
        .into(Block)
        .values({ enterpriseId, blockedEnterpriseId: otherId, createdAt: this.clock.now() })
        .orIgnore()
        .returning('enterprise_id')
        .execute();
      if ((added.raw as unknown[]).length > 0) await this.outbox.append(manager, enterpriseBlocked, { enterpriseId, blockedEnterpriseId: otherId });
    });
  }

  /** Nothing happens where there is no block. @throws AppError not-found, forbidden */
  async unblock(actor: PersonActor, enterpriseId: string, otherId: string): Promise<void> {
    await this.assertMay(actor, enterpriseId);
    await this.database.manager.delete(Block, { enterpriseId, blockedEnterpriseId: otherId });
  }

  /** Enterprises that it has blocked. @throws AppError not-found, forbidden */
  async list(actor: PersonActor, enterpriseId: string): Promise<EnterpriseSummary[]> {
    await this.assertMay(actor, enterpriseId);
    return this.queries.blockedBy(enterpriseId);
  }

  private async assertMay(actor: PersonActor, enterpriseId: string): Promise<void> {
    const enterprise = await this.database.manager.findOneBy(Enterprise, { id: enterpriseId });
    if (!enterprise) throw new AppError(ENTERPRISE_ERRORS.notFound);
    assertMayEdit(actor, enterprise);
  }
}
