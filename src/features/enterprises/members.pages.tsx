import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { codeField, idField } from '../../platform/http/text-field.js';
import { parseForm } from '../../platform/http/validation.js';
import type { PersonActor } from '../../shared/actor.js';
import { href, pagePaths } from '../../web/address.js';
import { attempt, type Attempt, fieldProblems, problemsAt, refusalNotice } from '../../web/attempt.js';
import { keptValues, type Problem } from '../../web/components/form.js';
import type { Notice } from '../../web/notice.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { emailField } from '../identity/email-address.types.js';
import { EnterpriseQueries } from './enterprises.queries.js';
import { MEMBER_ROLES } from './enterprises.types.js';
import { type Invited, MemberInvitationsService } from './member-invitations.service.js';
import { MemberQueries } from './members.queries.js';
import { MembersService } from './members.service.js';
import { MembersPage } from './views/members-page.js';
import { type TextKey, words } from './views/words.js';

const inviteForm = z.object({ email: emailField, role: z.enum(MEMBER_ROLES) });
const roleForm = z.object({ role: z.enum(MEMBER_ROLES) });

@Controller(pagePaths('enterprises/:id/members'))
@Permission('account')
export class MembersPages {
  constructor(
    private readonly members: MembersService,
    private readonly invitations: MemberInvitationsService,
    private readonly seats: MemberQueries,
    private readonly enterprises: EnterpriseQueries,
  ) {}

  @Get()
  show(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Param('id', { schema: codeField }) idOrCode: string): Promise<HtmlPage> {
    return this.page(ctx, actor, idOrCode, { role: 'editor' }, []);
  }

  @Post()
  @RateLimit({ points: 60, perSeconds: 3600, by: 'actor' })
  async invite(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const form = parseForm(inviteForm, body);
    if (!form.ok) return this.page(ctx, actor, id, keptValues(body), fieldProblems(form.errors, ctx.language));
    const { email, role } = form.values;
    const invited = await attempt(this.invitations.invite(actor, id, email, role));
    if (!invited.ok) return this.page(ctx, actor, id, keptValues(body), problemsAt(invited.refusal, ctx.language, 'email'));
    return seeOther(href(ctx, `/enterprises/${id}/members`), this.invitedNotice(ctx, id, email, invited.value));
  }

  @Post(':personId/role')
  async changeRole(
    @CurrentPage() ctx: PageContext,
    @CurrentActor() actor: PersonActor,
    @Param('id', { schema: idField }) id: string,
    @Param('personId', { schema: idField }) personId: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const form = parseForm(roleForm, body);
    if (!form.ok) return seeOther(href(ctx, `/enterprises/${id}/members`));
    const changed = await attempt(this.members.changeRole(actor, id, personId, form.values.role));
    const undo = changed.ok && changed.value !== null ? { action: href(ctx, `/enterprises/${id}/members/${personId}/role/${changed.value}/undo`) } : undefined;
    return this.done(ctx, id, changed, 'roleChanged', undo);
  }

  @Post(':personId/role/:changeId/undo')
  async takeBackRole(
    @CurrentPage() ctx: PageContext,
    @CurrentActor() actor: PersonActor,
    @Param('id', { schema: idField }) id: string,
    @Param('personId', { schema: idField }) personId: string,
    @Param('changeId', { schema: idField }) changeId: string,
  ): Promise<SeeOther> {
    return this.done(ctx, id, await attempt(this.members.takeBackRole(actor, id, personId, changeId)), 'roleRestored');
  }

  @Post(':personId/remove')
  async remove(
    @CurrentPage() ctx: PageContext,
    @CurrentActor() actor: PersonActor,
    @Param('id', { schema: idField }) id: string,
    @Param('personId', { schema: idField }) personId: string,
  ): Promise<SeeOther> {
    const removed = await attempt(this.members.remove(actor, id, personId));
    const undo = { action: href(ctx, `/enterprises/${id}/members/${personId}/restore`) };
    if (removed.ok && personId === actor.personId) return seeOther(href(ctx, '/workspace'), { tone: 'ok', title: words(ctx)('left'), undo });
    return this.done(ctx, id, removed, 'removed', undo);
  }

  @Post(':personId/restore')
  async restore(
    @CurrentPage() ctx: PageContext,
    @CurrentActor() actor: PersonActor,
    @Param('id', { schema: idField }) id: string,
    @Param('personId', { schema: idField }) personId: string,
  ): Promise<SeeOther> {
    return this.done(ctx, id, await attempt(this.members.restore(actor, id, personId)), 'seatRestored');
  }

  @Post('invitations/:invitationId/withdraw')
  async withdraw(
    @CurrentPage() ctx: PageContext,
    @CurrentActor() actor: PersonActor,
    @Param('id', { schema: idField }) id: string,
    @Param('invitationId', { schema: idField }) invitationId: string,
  ): Promise<SeeOther> {
    const undo = { action: href(ctx, `/enterprises/${id}/members/invitations/${invitationId}/restore`) };
    return this.done(ctx, id, await attempt(this.invitations.withdraw(actor, id, invitationId)), 'withdrawn', undo);
  }

  @Post('invitations/:invitationId/restore')
  async restoreInvitation(
    @CurrentPage() ctx: PageContext,
    @CurrentActor() actor: PersonActor,
    @Param('id', { schema: idField }) id: string,
    @Param('invitationId', { schema: idField }) invitationId: string,
  ): Promise<SeeOther> {
    return this.done(ctx, id, await attempt(this.invitations.restore(actor, id, invitationId)), 'invitationRestored');
  }

  private async page(ctx: PageContext, actor: PersonActor, idOrCode: string, values: ReturnType<typeof keptValues>, problems: readonly Problem[]): Promise<HtmlPage> {
    const enterprise = await this.enterprises.view(actor, idOrCode);
    const { items, invitations } = await this.seats.seats(actor, enterprise.id);
    return page(
      <MembersPage ctx={ctx} enterprise={enterprise} members={items} invitations={invitations} me={actor.personId} values={values} problems={problems} />,
      problems.length > 0 ? 422 : 200,
    );
  }

  /** A seat that was given is taken away again by the undo, an invitation taken back. One that waited before stays: what was chosen for it then is not known here. */
  private invitedNotice(ctx: PageContext, id: string, email: string, invited: Invited): Notice {
    const at = href(ctx, `/enterprises/${id}/members`);
    const title = (key: TextKey): string => words(ctx)(key, { email });
    if (invited.result === 'added') return { tone: 'ok', title: title('added'), undo: { action: `${at}/${invited.personId}/remove` } };
    if (invited.result === 'changed') return { tone: 'ok', title: title('invitationChanged') };
    return { tone: 'ok', title: title('invited'), undo: { action: `${at}/invitations/${invited.invitationId}/withdraw` } };
  }

  private done(ctx: PageContext, id: string, act: Attempt<unknown>, text: TextKey, undo?: Notice['undo']): SeeOther {
    return seeOther(
      href(ctx, `/enterprises/${id}/members`),
      act.ok ? { tone: 'ok', title: words(ctx)(text), ...(undo && { undo }) } : refusalNotice(act.refusal, ctx.language),
    );
  }
}
