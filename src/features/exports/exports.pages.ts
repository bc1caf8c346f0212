import { Controller, Post } from '@nestjs/common';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import type { PersonActor } from '../../shared/actor.js';
import { href, pagePaths } from '../../web/address.js';
import { attempt, refusalNotice } from '../../web/attempt.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type SeeOther, seeOther } from '../../web/render.js';
import { TasksService } from '../tasks/tasks.service.js';
import { DATA_EXPORT, type ExportDetail } from './data-export.js';

/** Carry away what is mine (个人信息保护法 45: a copy on request). The rest is the task's page. */
@Controller(pagePaths('account/export'))
@Permission('account')
export class ExportsPages {
  constructor(private readonly tasks: TasksService) {}

  @Post()
  @RateLimit({ points: 10, perSeconds: 3_600, by: 'actor' })
  async begin(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor): Promise<SeeOther> {
    const detail: ExportDetail = { language: ctx.language };
    const started = await attempt(this.tasks.start(actor, { kind: DATA_EXPORT, enterpriseId: null, detail, inputFileId: null }));
    if (started.ok) return seeOther(href(ctx, `/tasks/${started.value.id}`));
    return seeOther(href(ctx, '/tasks'), refusalNotice(started.refusal, ctx.language));
  }
}
