import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import type { Actor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { EnterpriseCodes } from './enterprise-codes.js';
import type { Enterprise } from './enterprise.entity.js';
import { assertMayEdit } from './enterprise.policy.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';
import { enterpriseChanged } from './enterprises.events.js';
import { assertVersion, lockedEnterprise } from './locked-enterprise.js';
import { changedDetails, type Details, detailsOf, ReplacedProfiles } from './replaced-profiles.js';
import { storedUscc } from './stored-uscc.js';

/** What came of an edit: the enterprise's version now, and whether there is anything to take back. */
interface Edited {
  readonly version: number;
  readonly hasChanged: boolean;
}

/** Keeps an enterprise's details true, and what was there before an edit for a day. */
@Injectable()
export class EnterpriseEditingService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly codes: EnterpriseCodes,
    private readonly replaced: ReplacedProfiles,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes what is given and leaves the rest.
   * @param version that the actor looked at; another one since then is refused
   * @throws AppError not-found, forbidden, facts-locked, changed-meanwhile, unknown-codes
   */
  edit(actor: Actor, id: string, change: Partial<Details>, version?: number): Promise<Edited> {
    return this.database.transaction(async (manager) => {
      const enterprise = await this.lock(manager, actor, id);
      assertVersion(enterprise, version);
      return this.write(manager, actor, enterprise, change, null);
    });
  }

  /**
   * Puts back what an edit has overwritten, within a day. That overwrites too, and can be taken back itself. Nothing happens the second time.
   * @param version that the edit left behind
   * @throws AppError not-found, forbidden; (conflict) when the enterprise has changed since, or nothing is kept any more
   */
  takeBack(actor: Actor, id: string, version: number): Promise<Edited> {
    return this.database.transaction(async (manager) => {
      const enterprise = await this.lock(manager, actor, id);
      const last = await this.replaced.last(manager, id);
      if (last === null || last.version !== enterprise.version) throw new AppError(ENTERPRISE_ERRORS.editedSince);
      if (last.takesBack === version) return { version: enterprise.version, hasChanged: true };
      if (last.version !== version) throw new AppError(ENTERPRISE_ERRORS.editedSince);
      return this.write(manager, actor, enterprise, last.details, version);
    });
  }

  /** Nobody takes this back any more. */
  forgetReplaced(before: Date): Promise<void> {
    return this.replaced.forget(this.database.manager, before);
  }

  private async lock(manager: EntityManager, actor: Actor, id: string): Promise<Enterprise> {
    const enterprise = await lockedEnterprise(manager, id);
    assertMayEdit(actor, enterprise);
    return enterprise;
  }

  private async write(manager: EntityManager, actor: Actor, enterprise: Enterprise, change: Partial<Details>, takesBack: number | null): Promise<Edited> {
    const { id, code } = enterprise;
    const before = detailsOf(enterprise);
    const { regionCode, industryCode, preferredIndustries, preferredRegions } = { ...enterprise, ...change };
    const codes = this.codes.stored({ regionCode, industryCode, preferredIndustries, preferredRegions });
    enterprise.edit({ ...change, ...codes, ...(change.uscc === undefined ? {} : { uscc: storedUscc(change.uscc) }) }, this.clock.now());
    await manager.save(enterprise);
    const { version } = enterprise;
    const changed = changedDetails(before, detailsOf(enterprise));
    if (changed.length === 0) return { version, hasChanged: false };
    await this.replaced.keep(manager, id, { version, details: before, takesBack });
    await this.outbox.append(manager, enterpriseChanged, { enterpriseId: id });
    const action = takesBack === null ? 'enterprise.edited' : 'enterprise.edit-taken-back';
    await this.audit.append(manager, actor, { action, subjectKind: 'enterprise', subjectId: id, data: { code, changed } });
    return { version, hasChanged: true };
  }
}
