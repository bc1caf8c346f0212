import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Database } from '../../../platform/database/database.js';
import { Outbox } from '../../../platform/events/outbox.js';
import type { Actor } from '../../../shared/actor.js';
import { AppError, type ErrorDefinition } from '../../../shared/errors.js';
import { scoringWeightsChanged } from '../matching.events.js';
import { faultOfTables, type WeightTables } from '../scoring/weights.js';
import { TrialService } from './trial.service.js';
import { WEIGHTS_ERRORS as E } from './weights.errors.js';
import { WeightsStore } from './weights.store.js';
import type { ProposedWeights, WeightsVersion } from './weights.types.js';

const FAULTS: Readonly<Record<NonNullable<ReturnType<typeof faultOfTables>>, ErrorDefinition>> = {
  negative: E.negative,
  'factory-empty': E.factoryEmpty,
  'provider-empty': E.providerEmpty,
  'matter-empty': E.matterEmpty,
};

/**
 * Changes the weights of scores in two steps: a proposal is tried and kept with what it would change, then put in force. Former
 * versions are brought back by the same second step. Each is audited.
 */
@Injectable()
export class WeightsService {
  constructor(
    private readonly database: Database,
    private readonly store: WeightsStore,
    private readonly trials: TrialService,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Tries tables and keeps them, with what they would change, as a version that nothing is scored with yet.
   * @param base the number of changes that the proposer has seen
   * @throws AppError forbidden, invalid (a negative weight, nothing but zeros, no difference), conflict (changed since)
   */
  async propose(actor: Actor, proposal: ProposedWeights, base: number): Promise<WeightsVersion> {
    assertMayChange(actor);
    const fault = faultOfTables(proposal);
    if (fault !== null) throw new AppError(FAULTS[fault]);
    const present = await this.store.inForce();
    if (present.number !== base) throw new AppError(E.changedSince, { name: present.name });
    if (differences(present, proposal).length === 0) throw new AppError(E.same);
    const trial = await this.trials.run(present, proposal);
    return this.database.transaction(async (manager) => {
      const version = await this.store.add(manager, actor, proposal, base, trial);
      await this.audit.append(manager, actor, {
        action: 'scoring-weights.proposed',
        subjectKind: 'scoring-weights',
        subjectId: version.id,
        data: { name: version.name, origin: version.origin, note: version.note, changes: differences(present, version), changed: trial.changed, pairs: trial.pairs },
      });
      return version;
    });
  }

  /**
   * Puts a version in force: a proposal, or one that was in force before. Suggestions are scored anew in the background;
   * invitations that are out stay as they are.
   * @param base as in `propose`
   * @throws AppError forbidden, not-found, conflict (changed since, or in force already)
   */
  async putInForce(actor: Actor, name: string, base: number): Promise<void> {
    assertMayChange(actor);
    await this.database.transaction(async (manager) => {
      const present = await this.store.inForce(manager);
      const version = await this.store.version(name, manager);
      if (version === null) throw new AppError(E.notFound);
      if (present.number !== base) throw new AppError(E.changedSince, { name: present.name });
      if (present.name === name) throw new AppError(E.inForce, { name });
      const number = base + 1;
      if (!(await this.store.putInForce(manager, actor, version, number))) throw new AppError(E.changedSince, { name: (await this.store.inForce(manager)).name });
      await this.outbox.append(manager, scoringWeightsChanged, { number });
      const kept = await this.store.version(name, manager);
      await this.audit.append(manager, actor, {
        action: 'scoring-weights.put-in-force',
        subjectKind: 'scoring-weights',
        subjectId: kept!.id,
        data: { name, instead: present.name, number, changes: differences(present, version) },
      });
    });
  }

  /** @throws AppError not-found */
  async version(name: string): Promise<WeightsVersion> {
    const version = await this.store.version(name);
    if (version === null) throw new AppError(E.notFound);
    return version;
  }
}

/** They decide matches in all regions, so no region's own officers change them. The platform itself does with what it has learnt. */
export function mayChangeWeights(actor: Actor): boolean {
  if (actor.kind === 'system') return true;
  return actor.kind === 'person' && actor.office?.regionCode === null && actor.office.roles.includes('administrator');
}

function assertMayChange(actor: Actor): void {
  if (!mayChangeWeights(actor)) throw new AppError(E.notYours);
}

/** The weights that differ, by side and part, for the log. */
function differences(before: WeightTables, after: WeightTables): { part: string; before: number; after: number }[] {
  return (['factory', 'provider'] as const).flatMap((side) => {
    const [from, to] = [before[side] as Record<string, number>, after[side] as Record<string, number>];
    return Object.keys(from).flatMap((part) => (from[part] === to[part] ? [] : [{ part: `${side}.${part}`, before: from[part]!, after: to[part]! }]));
  });
}
