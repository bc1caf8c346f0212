import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { HTTP_ERRORS } from '../../platform/http/http.errors.js';
import { Permission } from '../../platform/http/permission.js';
import { parseForm } from '../../platform/http/validation.js';
import { MailPreferences, type PreferenceChange } from '../../platform/mail/mail-preferences.js';
import { definedMails } from '../../platform/mail/mail-template.js';
import { FREQUENCIES, type MailFrequency, STOPPABLE_STREAMS, type StoppableStream } from '../../platform/mail/mail-stream.js';
import type { PersonActor } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { say } from '../../shared/language.js';
import { href, pagePaths } from '../../web/address.js';
import { attempt, outcomeNotice } from '../../web/attempt.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { preferenceTexts } from './subscriptions.texts.js';
import { MailChoices } from './views/mail-choices.js';

/** A stream that the form does not name stays as it is. */
const form = z.strictObject(Object.fromEntries(STOPPABLE_STREAMS.map((stream) => [stream, z.enum(FREQUENCIES[stream]).optional()])) as Record<StoppableStream, z.ZodOptional<z.ZodEnum<Record<MailFrequency, MailFrequency>>>>);

/** `invitations.instant.off+reviews.off.instant`: each stream once, from what to what. */
const changesField = z.string().max(300).transform((text, context): PreferenceChange[] => {
  const changes = text.split('+').flatMap((part) => {
    const [name, before, after, ...more] = part.split('.');
    const stream = STOPPABLE_STREAMS.find((one) => one === name);
    const frequency = (value: string | undefined): MailFrequency | undefined => stream && FREQUENCIES[stream].find((one) => one === value);
    const [was, is] = [frequency(before), frequency(after)];
    return stream && was && is && more.length === 0 ? [{ stream, before: was, after: is }] : [null];
  });
  const known = changes.filter((change) => change !== null);
  if (known.length !== changes.length || new Set(known.map(({ stream }) => stream)).size !== known.length) context.addIssue({ code: 'custom', message: HTTP_ERRORS.invalid.zh });
  return known;
});

/** The streams in which something comes today. */
function streamsInUse(): StoppableStream[] {
  return STOPPABLE_STREAMS.filter((stream) => definedMails().some((mail) => mail.stream === stream));
}

/** Which mails I get. */
@Controller(pagePaths('account/mail'))
@Permission('account')
export class PreferencesPages {
  constructor(private readonly preferences: MailPreferences) {}

  @Get()
  async show(@CurrentPage() ctx: PageContext): Promise<HtmlPage> {
    const { personId, email } = personOf(ctx);
    const chosen = await this.preferences.of(personId);
    return page(<MailChoices ctx={ctx} streams={streamsInUse().map((stream) => ({ stream, frequency: chosen[stream] }))} email={email} />);
  }

  @Post()
  async choose(@CurrentPage() ctx: PageContext, @Body() body: unknown): Promise<SeeOther> {
    const chosen = parseForm(form, body);
    if (!chosen.ok) throw new AppError(HTTP_ERRORS.invalid, {}, chosen.errors);
    const { personId } = personOf(ctx);
    const now = await this.preferences.of(personId);
    const changes: PreferenceChange[] = STOPPABLE_STREAMS.flatMap((stream) => {
      const after = chosen.values[stream];
      return after === undefined || after === now[stream] ? [] : [{ stream, before: now[stream], after }];
    });
    for (const { stream, after } of changes) await this.preferences.choose(personId, stream, after);
    const undo = { action: href(ctx, `/account/mail/undo/${changes.map(({ stream, before, after }) => `${stream}.${before}.${after}`).join('+')}`) };
    return seeOther(href(ctx, '/account/mail'), { tone: 'ok', title: say(preferenceTexts.saved, ctx.language), ...(changes.length > 0 && { undo }) });
  }

  /** One's own choices and nobody else's, so the address says what they were. */
  @Post('undo/:changes')
  async takeBack(@CurrentPage() ctx: PageContext, @Param('changes', { schema: changesField }) changes: PreferenceChange[]): Promise<SeeOther> {
    const back = await attempt(this.preferences.takeBack(personOf(ctx).personId, changes));
    return seeOther(href(ctx, '/account/mail'), outcomeNotice(back, preferenceTexts.takenBack, ctx.language));
  }
}

/** The guard has let nobody else in. */
function personOf({ actor }: PageContext): PersonActor {
  if (actor.kind !== 'person') throw new Error('A page of an account without a person');
  return actor;
}
