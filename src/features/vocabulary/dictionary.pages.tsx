import { Body, Controller, Get, type OnModuleInit, Param, Post, Query } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { idField } from '../../platform/http/text-field.js';
import { parseForm } from '../../platform/http/validation.js';
import { Clock } from '../../shared/clock.js';
import { DAY_MS } from '../../shared/durations.js';
import { say, type Text } from '../../shared/language.js';
import { localDate } from '../../shared/zoned-time.js';
import { href, pagePaths } from '../../web/address.js';
import { attempt, fieldProblems, problemsAt } from '../../web/attempt.js';
import { type FormValues, keptValues, type Problem } from '../../web/components/form.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { OfficeWaysService } from '../moderation/office-ways.service.js';
import type { DictionaryGroup } from './dictionary-group.entity.js';
import { changeForm, type DictionaryQuery, dictionaryQuery, groupForm, versionQuery } from './dictionary.dto.js';
import { DictionaryQueries } from './dictionary.queries.js';
import { DictionaryService } from './dictionary.service.js';
import { DICTIONARY_TEXTS as T } from './dictionary.texts.js';
import { UnmetNeedsQueries } from './unmet-needs.queries.js';
import { DictionaryPage } from './views/dictionary-page.js';
import { GroupPage } from './views/group-page.js';

const PATH = '/review/dictionary';
const FIRST: DictionaryQuery = { word: '', page: 1, pageSize: 20 };
/** Words that nobody found, beside the form that may help it. */
const UNMET_DAYS = 30;
const MOST_UNMET = 15;

interface Returned {
  readonly values: FormValues;
  readonly problems: readonly Problem[];
}

/** The administrator's synonyms: a list, a form, and the way back from every act. */
@Controller(pagePaths('review/dictionary'))
@Permission('administrator')
@RateLimit({ points: 120, perSeconds: 60, by: 'actor' })
export class DictionaryPages implements OnModuleInit {
  constructor(
    private readonly dictionary: DictionaryService,
    private readonly queries: DictionaryQueries,
    private readonly unmet: UnmetNeedsQueries,
    private readonly audit: AuditLog,
    private readonly ways: OfficeWaysService,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.ways.add({ label: T.title, path: PATH, isFor: (actor) => actor.kind === 'person' && actor.office?.roles.includes('administrator') === true });
  }

  @Get()
  show(@CurrentPage() ctx: PageContext, @Query({ schema: dictionaryQuery }) query: DictionaryQuery): Promise<HtmlPage> {
    return this.list(ctx, query);
  }

  @Post()
  async add(@CurrentPage() ctx: PageContext, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const values = keptValues(body);
    const parsed = parseForm(groupForm, body);
    if (!parsed.ok) return this.list(ctx, FIRST, { values, problems: fieldProblems(parsed.errors, ctx.language) });
    const done = await attempt(this.dictionary.add(ctx.actor, parsed.values));
    if (!done.ok) return this.list(ctx, FIRST, { values, problems: problemsAt(done.refusal, ctx.language, 'words') });
    return this.done(ctx, done.value, T.added);
  }

  @Get(':id')
  async group(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string): Promise<HtmlPage> {
    return this.one(ctx, await this.dictionary.get(id));
  }

  @Post(':id')
  async change(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const values = keptValues(body);
    const parsed = parseForm(changeForm, body);
    if (!parsed.ok) return this.one(ctx, await this.dictionary.get(id), { values, problems: fieldProblems(parsed.errors, ctx.language) });
    const { version, ...content } = parsed.values;
    const done = await attempt(this.dictionary.change(ctx.actor, id, content, version));
    if (!done.ok) return this.one(ctx, await this.dictionary.get(id), { values, problems: problemsAt(done.refusal, ctx.language, 'words') });
    return this.done(ctx, done.value, T.saved);
  }

  @Post(':id/removal')
  async remove(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<SeeOther> {
    return this.act(ctx, body, T.removed, (version) => this.dictionary.remove(ctx.actor, id, version));
  }

  /** The version stands in the address that a notice's way back posts to. */
  @Post(':id/undo')
  async undo(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string, @Query() query: unknown): Promise<SeeOther> {
    return this.act(ctx, query, T.undone, (version) => this.dictionary.undo(ctx.actor, id, version));
  }

  private async act(ctx: PageContext, input: unknown, title: Text, act: (version: number) => Promise<DictionaryGroup>): Promise<SeeOther> {
    const parsed = parseForm(versionQuery, input);
    const done = parsed.ok ? await attempt(act(parsed.values.version)) : null;
    if (done?.ok) return this.done(ctx, done.value, title);
    const [problem] = done ? problemsAt(done.refusal, ctx.language, 'words') : [];
    return seeOther(href(ctx, PATH), { tone: 'warn', title: problem?.message ?? say(T.notDone, ctx.language) });
  }

  private done(ctx: PageContext, { id, words, version }: DictionaryGroup, title: Text): SeeOther {
    const undo = { action: `${href(ctx, PATH)}/${id}/undo?version=${version}` };
    return seeOther(href(ctx, PATH), { tone: 'ok', title: say(title, ctx.language), text: words.join(ctx.language === 'zh' ? '、' : ', '), undo });
  }

  private async list(ctx: PageContext, query: DictionaryQuery, returned?: Returned): Promise<HtmlPage> {
    const now = this.clock.now();
    const day = (time: number): string => localDate(new Date(time), this.settings.timeZone);
    const [groups, unmet, office] = await Promise.all([
      this.queries.list(query),
      this.unmet.top({ from: day(now.getTime() - UNMET_DAYS * DAY_MS), to: day(now.getTime()) }, MOST_UNMET),
      this.ways.bar(ctx),
    ]);
    return page(<DictionaryPage ctx={ctx} office={office} groups={groups} word={query.word} unmet={unmet} values={returned?.values ?? {}} problems={returned?.problems ?? []} />, returned ? 422 : 200);
  }

  private async one(ctx: PageContext, group: DictionaryGroup, returned?: Returned): Promise<HtmlPage> {
    const [history, office] = await Promise.all([this.audit.historyOf(group.id), this.ways.bar(ctx)]);
    const values = { ...(returned?.values ?? { words: group.words.join('\n'), note: group.note }), version: group.version };
    return page(<GroupPage ctx={ctx} office={office} group={group} history={history} values={values} problems={returned?.problems ?? []} />, returned ? 422 : 200);
  }
}
