import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FileStore } from '../../platform/files/file-store.js';
import { downloadHeaders } from '../../platform/files/file-headers.js';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { idField } from '../../platform/http/text-field.js';
import { incomingFiles } from '../../platform/http/upload.js';
import { canEdit, type PersonActor } from '../../shared/actor.js';
import { csv } from '../../web/csv.js';
import { AppError } from '../../shared/errors.js';
import { say } from '../../shared/language.js';
import { href, pagePaths } from '../../web/address.js';
import { attempt, outcomeNotice } from '../../web/attempt.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { EnterpriseQueries } from '../enterprises/enterprises.queries.js';
import type { ListingKind } from '../listings/listing.types.js';
import { TasksService } from '../tasks/tasks.service.js';
import { COLUMN_NAMES, exampleOf, templateFields } from './columns.js';
import { IMPORT_ERRORS } from './import.errors.js';
import { IMPORT_TEXTS as T } from './import.texts.js';
import type { ImportDetail } from './import.types.js';
import { LISTING_IMPORT } from './listing-import.js';
import { ImportPage } from './views/import-page.js';

const kindField = z.enum(['demand', 'offering']).catch('offering');
const importQuery = z.object({ kind: kindField, enterprise: idField.optional().catch(undefined) });
type ImportQuery = z.output<typeof importQuery>;
const templateQuery = z.object({ kind: kindField });
const startForm = z.object({ submit: z.string().max(1).default('').transform((value) => value === '1') });

type Named = { readonly id: string; readonly name: string };

/** From a sheet to listings: give it in, look at what was understood, say go. The rest is the task's page. */
@Controller(pagePaths('imports'))
@Permission('account')
export class ImportsPages {
  constructor(
    private readonly enterprises: EnterpriseQueries,
    private readonly files: FileStore,
    private readonly tasks: TasksService,
  ) {}

  @Get('new')
  async show(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Query({ schema: importQuery }) query: ImportQuery): Promise<HtmlPage> {
    const enterprises = await this.editable(actor);
    return page(<ImportPage ctx={ctx} kind={query.kind} enterprises={enterprises} enterprise={chosen(enterprises, query)} />);
  }

  /** A file that opens in Excel as it is, with a row to look at. */
  @Get('template.csv')
  template(@CurrentPage() ctx: PageContext, @Query({ schema: templateQuery }) { kind }: { kind: ListingKind }, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    const { language } = ctx;
    const fields = templateFields(kind);
    const example = exampleOf(kind, language);
    const text = csv([fields.map((field) => COLUMN_NAMES[field][language]), fields.map((field) => example[field] ?? '')]);
    const bytes = Buffer.from(text);
    reply.headers(downloadHeaders({ name: `${say(kind === 'demand' ? T.titleDemand : T.titleOffering, language)}.csv`, type: 'text/csv; charset=utf-8', size: bytes.length, sha256: '' })).removeHeader('etag');
    return bytes;
  }

  @Post()
  @RateLimit({ points: 30, perSeconds: 600, by: 'actor' })
  async upload(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Query({ schema: importQuery }) query: ImportQuery, @Req() request: FastifyRequest): Promise<HtmlPage | SeeOther> {
    const enterprises = await this.editable(actor);
    const enterprise = chosen(enterprises, query);
    if (!enterprise) return page(<ImportPage ctx={ctx} kind={query.kind} enterprises={enterprises} enterprise={null} />, 422);
    const started = await attempt(this.begin(actor, enterprise.id, query.kind, ctx, request));
    if (started.ok) return seeOther(href(ctx, `/tasks/${started.value}`));
    const { definition, params } = started.refusal;
    return page(<ImportPage ctx={ctx} kind={query.kind} enterprises={enterprises} enterprise={enterprise} problem={say(definition, ctx.language, params)} />, 422);
  }

  @Post(':id/start')
  async start(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string, @Body({ schema: startForm }) { submit }: { submit: boolean }): Promise<SeeOther> {
    await this.tasks.answer(actor, id, LISTING_IMPORT, ['asking'], (detail) => ({ ...detail, order: { submit } }));
    const { language } = ctx;
    const undo = { action: href(ctx, `/imports/${id}/undo`) };
    return seeOther(href(ctx, `/tasks/${id}`), { tone: 'ok', title: say(T.started, language), text: say(T.startedUndo, language), undo });
  }

  /** Stops it where it is, and takes back what it has made and nobody has acted on since; also when it is done. Goes on by itself, as the import did. */
  @Post(':id/undo')
  async takeBack(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string): Promise<SeeOther> {
    const ordered = (detail: object): object => {
      if (!(detail as ImportDetail).order) throw new AppError(IMPORT_ERRORS.neverBegun);
      return { ...detail, isTakenBack: true };
    };
    const done = await attempt(this.tasks.answer(actor, id, LISTING_IMPORT, ['running', 'stopped', 'failed', 'done'], ordered));
    return seeOther(href(ctx, `/tasks/${id}`), outcomeNotice(done, T.takingBackNotice, ctx.language));
  }

  private async begin(actor: PersonActor, enterpriseId: string, kind: ListingKind, { language }: PageContext, request: FastifyRequest): Promise<string> {
    for await (const { filename, bytes } of incomingFiles(request)) {
      const file = await this.files.write(bytes, { name: filename, ownerEnterpriseId: enterpriseId });
      const detail: ImportDetail = { kind, language, fileName: file.name, created: 0, existing: 0, refused: 0 };
      const { id } = await this.tasks.start(actor, { kind: LISTING_IMPORT, enterpriseId, detail, inputFileId: file.id });
      return id;
    }
    throw new AppError(IMPORT_ERRORS.noFile);
  }

  private async editable(actor: PersonActor): Promise<Named[]> {
    const mine = await this.enterprises.mine(actor);
    return mine.filter(({ id }) => canEdit(actor, id)).map(({ id, name }) => ({ id, name }));
  }
}

function chosen(enterprises: readonly Named[], { enterprise }: ImportQuery): Named | null {
  if (enterprise === undefined) return enterprises.length === 1 ? enterprises[0]! : null;
  return enterprises.find(({ id }) => id === enterprise) ?? null;
}
