import { Controller, Post } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Permission, RateLimit } from '../../../platform/http/permission.js';
import { CurrentActor } from '../../../platform/http/request.js';
import type { PersonActor } from '../../../shared/actor.js';
import { AppError } from '../../../shared/errors.js';
import { href, pagePaths } from '../../../web/address.js';
import { attempt, refusalNotice } from '../../../web/attempt.js';
import type { PageContext } from '../../../web/page-context.js';
import { CurrentPage } from '../../../web/page-contexts.js';
import { type SeeOther, seeOther } from '../../../web/render.js';
import { TasksQueries } from '../../tasks/tasks.queries.js';
import { TasksService } from '../../tasks/tasks.service.js';
import { WEIGHTS_ERRORS } from '../weights/weights.errors.js';
import { mayChangeWeights } from '../weights/weights.service.js';
import { REMATCH_TASK, type RematchDetail } from './rematch-task.js';

/** Match everything anew, now; the button stands on the page of the weights, and the rest is the task's page. */
@Controller(pagePaths('review/rematch'))
@Permission('administrator')
export class RematchPages {
  constructor(
    private readonly tasks: TasksService,
    private readonly queries: TasksQueries,
    private readonly audit: AuditLog,
  ) {}

  /** Who has one under way is led there. @throws AppError (forbidden) for a region's administrator: a pass is over all regions */
  @Post()
  @RateLimit({ points: 10, perSeconds: 3_600, by: 'actor' })
  async begin(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor): Promise<SeeOther> {
    if (!mayChangeWeights(actor)) throw new AppError(WEIGHTS_ERRORS.notYours);
    const underWay = (await this.queries.mine(actor)).find(({ kind, status }) => kind === REMATCH_TASK && status === 'running');
    if (underWay) return seeOther(href(ctx, `/tasks/${underWay.id}`));
    const detail: RematchDetail = { pass: null, written: 0 };
    const log = (manager: EntityManager, taskId: string): Promise<void> => this.audit.append(manager, actor, { action: 'rematch.started', subjectKind: 'task', subjectId: taskId });
    const started = await attempt(this.tasks.start(actor, { kind: REMATCH_TASK, enterpriseId: null, detail, inputFileId: null }, log));
    if (started.ok) return seeOther(href(ctx, `/tasks/${started.value.id}`));
    return seeOther(href(ctx, '/tasks'), refusalNotice(started.refusal, ctx.language));
  }
}
