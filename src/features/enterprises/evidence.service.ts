import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import type { PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import type { LocalDate } from '../../shared/zoned-time.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { assertMayDecide, assertMayEdit } from './enterprise.policy.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';
import { lockedEnterprise } from './locked-enterprise.js';
import { enterpriseChanged } from './enterprises.events.js';
import { CERTIFICATE, type EvidenceAttribute } from './enterprises.types.js';
import { Evidence } from './evidence.entity.js';

export interface NewEvidence {
  readonly attribute: EvidenceAttribute;
  /** For a certificate a code of the list. */
  readonly value: string;
  readonly note: string;
  readonly validUntil: LocalDate | null;
}

const MAX_EVIDENCE = 100;
/** What `evidence` and `removed_evidence` have in common. */
const COLUMNS = 'id, enterprise_id, attribute, value, note, source, checked_by, checked_at, valid_until, created_at';

/** What an enterprise proves of itself. It says so first; an officer who has looked at the proof adds their name. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly taxonomy: TaxonomyService,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError not-found, forbidden, evidence.too-many, unknown-codes (field `value`) */
  async add(actor: PersonActor, enterpriseId: string, evidence: NewEvidence): Promise<Evidence> {
    this.assertKnown(evidence);
    return this.change(actor, enterpriseId, async (manager) => {
      await this.assertRoom(manager, enterpriseId);
      const row = Object.assign(new Evidence(), { id: newId(), enterpriseId, ...evidence, source: 'self' as const, checkedBy: null, checkedAt: null, createdAt: this.clock.now() });
      await manager.insert(Evidence, row);
      return row;
    });
  }

  /** What was changed is the enterprise's own word again, whoever had checked it. @throws AppError as above, evidence.not-found */
  async edit(actor: PersonActor, enterpriseId: string, evidenceId: string, evidence: NewEvidence): Promise<Evidence> {
    this.assertKnown(evidence);
    return this.change(actor, enterpriseId, async (manager) => {
      const row = await this.require(manager, enterpriseId, evidenceId);
      Object.assign(row, evidence, { source: 'self', checkedBy: null, checkedAt: null });
      await manager.save(row);
      return row;
    });
  }

  /** It is kept aside for a day, for `restore`. @throws AppError not-found, forbidden, evidence.not-found */
  async remove(actor: PersonActor, enterpriseId: string, evidenceId: string): Promise<void> {
    await this.change(actor, enterpriseId, async (manager) => {
      await this.require(manager, enterpriseId, evidenceId);
      await manager.query(
        `with gone as (delete from evidence where id = $1 returning ${COLUMNS})
         insert into removed_evidence (${COLUMNS}, removed_at) select ${COLUMNS}, $2 from gone`,
        [evidenceId, this.clock.now()],
      );
    });
  }

  /** Puts back what was taken away, as it was, an officer's check with it. Nothing happens the second time. @throws AppError as `add`, evidence.not-found */
  async restore(actor: PersonActor, enterpriseId: string, evidenceId: string): Promise<void> {
    await this.change(actor, enterpriseId, async (manager) => {
      if (await manager.existsBy(Evidence, { id: evidenceId, enterpriseId })) return;
      await this.assertRoom(manager, enterpriseId);
      const back = await manager.query<unknown[]>(
        `with back as (delete from removed_evidence where id = $1 and enterprise_id = $2 returning ${COLUMNS})
         insert into evidence (${COLUMNS}) select ${COLUMNS} from back returning id`,
        [evidenceId, enterpriseId],
      );
      if (back.length === 0) throw new AppError(ENTERPRISE_ERRORS.noSuchEvidence);
    });
  }

  /** Nobody takes this back any more. */
  async forgetRemoved(before: Date): Promise<void> {
    await this.database.query('delete from removed_evidence where removed_at < $1', [before]);
  }

  /** An officer of the region has seen the proof. @throws AppError not-found, not-your-region, own-case, evidence.not-found */
  async check(actor: PersonActor, enterpriseId: string, evidenceId: string, validUntil: LocalDate | null): Promise<Evidence> {
    return this.database.transaction(async (manager) => {
      assertMayDecide(actor, await lockedEnterprise(manager, enterpriseId));
      const row = await this.require(manager, enterpriseId, evidenceId);
      Object.assign(row, { source: 'officer', checkedBy: actor.office?.officerId ?? null, checkedAt: this.clock.now(), validUntil });
      await manager.save(row);
      await this.outbox.append(manager, enterpriseChanged, { enterpriseId });
      await this.audit.append(manager, actor, {
        action: 'evidence.checked',
        subjectKind: 'enterprise',
        subjectId: enterpriseId,
        data: { evidenceId, attribute: row.attribute, value: row.value, validUntil },
      });
      return row;
    });
  }

  private async change<T>(actor: PersonActor, enterpriseId: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.database.transaction(async (manager) => {
      assertMayEdit(actor, await lockedEnterprise(manager, enterpriseId));
      const result = await work(manager);
      await this.outbox.append(manager, enterpriseChanged, { enterpriseId });
      return result;
    });
  }

  private async require(manager: EntityManager, enterpriseId: string, id: string): Promise<Evidence> {
    const row = await manager.findOneBy(Evidence, { id, enterpriseId });
    if (!row) throw new AppError(ENTERPRISE_ERRORS.noSuchEvidence);
    return row;
  }

  private async assertRoom(manager: EntityManager, enterpriseId: string): Promise<void> {
    if ((await manager.countBy(Evidence, { enterpriseId })) >= MAX_EVIDENCE) throw new AppError(ENTERPRISE_ERRORS.tooMuchEvidence, { n: MAX_EVIDENCE });
  }

  private assertKnown({ attribute, value }: NewEvidence): void {
    if (attribute !== CERTIFICATE || this.taxonomy.certificate(value)) return;
    const { zh, en } = ENTERPRISE_ERRORS.unknownCodes;
    throw new AppError(ENTERPRISE_ERRORS.unknownCodes, {}, [{ field: 'value', zh, en }]);
  }
}
