import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { downloadHeaders } from '../../platform/files/file-headers.js';
import { type PageQuery, pageQuery } from '../../platform/http/page-query.js';
import { Permission } from '../../platform/http/permission.js';
import { CurrentActor, CurrentLanguage } from '../../platform/http/request.js';
import { idField } from '../../platform/http/text-field.js';
import type { Actor } from '../../shared/actor.js';
import type { Language } from '../../shared/language.js';
import type { Page } from '../../shared/paging.js';
import { MatchWordsService } from './match-words.service.js';
import { answerBody, type AnswerBody, passBody, type PassBody, replyBody, type ReplyBody, scoreFileQuery, type ScoreFileQuery, volunteerBody, type VolunteerBody } from './match.dto.js';
import { demandMatchesView, type DemandMatchesView, matchPage, matchView, type MatchView, viewOf } from './match.view.js';
import { MatchingQueries } from './matching.queries.js';
import { MatchingService } from './matching.service.js';
import type { MatchRecord } from './matching.types.js';
import { scoreCsv, scoresCsv } from './score-csv.js';
import { VolunteersService } from './volunteers.service.js';

@ApiTags('matching')
@ApiBearerAuth()
@Controller('api/v1')
@Permission('account')
export class MatchesController {
  constructor(
    private readonly matching: MatchingService,
    private readonly volunteers: VolunteersService,
    private readonly queries: MatchingQueries,
    private readonly words: MatchWordsService,
  ) {}

  @Get('demands/:id/matches')
  @ApiOperation({ operationId: 'listMatchesOfDemand', summary: 'Who fits your demand, why, and where it stands' })
  @ApiOkResponse({ standardSchema: demandMatchesView })
  async ofDemand(
    @CurrentActor() actor: Actor,
    @CurrentLanguage() language: Language,
    @Param('id', { schema: idField }) id: string,
  ): Promise<DemandMatchesView> {
    const { demand, seated, queued, over } = await this.queries.ofDemand(actor, id);
    const views = (matches: readonly MatchRecord[]): MatchView[] => matches.map((match) => viewOf(match, 'factory', language, this.words));
    const { code, title, status, seats } = demand;
    return { demand: { id: demand.id, code, title, status, seats }, seated: views(seated), queued: views(queued), over: views(over) };
  }

  @Get('demands/:id/matches.csv')
  @ApiOperation({ operationId: 'getScoresAsCsv', summary: 'The scores of who fits your demand as CSV, a line a provider, a column a part; heads as in `getScoreAsCsv`' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async scores(
    @CurrentActor() actor: Actor,
    @CurrentLanguage() language: Language,
    @Param('id', { schema: idField }) id: string,
    @Query({ schema: scoreFileQuery }) { lang = language }: ScoreFileQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { demand, seated, queued, over } = await this.queries.ofDemand(actor, id);
    const lines = [...seated, ...queued, ...over].map(({ provider, status, explanation }) => ({
      provider: provider.name,
      status: this.words.status(status, lang),
      score: this.words.score(explanation, lang, 'factory'),
    }));
    return file(reply, `${demand.code}.csv`, scoresCsv(lines, lang));
  }

  @Get('matches/:id')
  @ApiOperation({ operationId: 'getMatch', summary: 'One match, from your side' })
  @ApiOkResponse({ standardSchema: matchView })
  async get(
    @CurrentActor() actor: Actor,
    @CurrentLanguage() language: Language,
    @Param('id', { schema: idField }) id: string,
  ): Promise<MatchView> {
    const match = await this.queries.one(actor, id);
    return viewOf(match, match.side, language, this.words);
  }

  @Get('matches/:id/score.csv')
  @ApiOperation({ operationId: 'getScoreAsCsv', summary: 'The parts of its score as CSV (UTF-8 with a byte order mark), heads in the language of the request or of `lang`' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async score(
    @CurrentActor() actor: Actor,
    @CurrentLanguage() language: Language,
    @Param('id', { schema: idField }) id: string,
    @Query({ schema: scoreFileQuery }) { lang = language }: ScoreFileQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { demand, offering, explanation, side } = await this.queries.one(actor, id);
    return file(reply, `${demand.code}-${offering.code}.csv`, scoreCsv(this.words.score(explanation, lang, side), lang));
  }

  @Post('matches/:id/answer')
  @HttpCode(200)
  @ApiOperation({ operationId: 'answerInvitation', summary: 'The provider’s answer to an invitation; the first one counts' })
  @ApiOkResponse({ standardSchema: matchView })
  async answer(
    @CurrentActor() actor: Actor,
    @CurrentLanguage() language: Language,
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: answerBody }) body: AnswerBody,
  ): Promise<MatchView> {
    await this.matching.answer(actor, id, body);
    return this.get(actor, language, id);
  }

  @Post('matches/:id/pass')
  @HttpCode(200)
  @ApiOperation({ operationId: 'passInvitation', summary: 'Ask a colleague to answer; he gets the same mail' })
  @ApiOkResponse({ standardSchema: matchView })
  async pass(
    @CurrentActor() actor: Actor,
    @CurrentLanguage() language: Language,
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: passBody }) body: PassBody,
  ): Promise<MatchView> {
    await this.matching.pass(actor, id, body.personId);
    return this.get(actor, language, id);
  }

  @Post('matches/:id/reply')
  @HttpCode(200)
  @ApiOperation({ operationId: 'replyToInterest', summary: 'The factory’s answer to an interest; a yes opens the engagement' })
  @ApiOkResponse({ standardSchema: matchView })
  async reply(
    @CurrentActor() actor: Actor,
    @CurrentLanguage() language: Language,
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: replyBody }) body: ReplyBody,
  ): Promise<MatchView> {
    await this.matching.reply(actor, id, body);
    return this.get(actor, language, id);
  }

  @Post('demands/:id/offers')
  @HttpCode(200)
  @ApiOperation({ operationId: 'offerForDemand', summary: '"I can do this": come forward for a demand without an invitation' })
  @ApiOkResponse({ standardSchema: matchView })
  async volunteer(
    @CurrentActor() actor: Actor,
    @CurrentLanguage() language: Language,
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: volunteerBody }) body: VolunteerBody,
  ): Promise<MatchView> {
    return this.get(actor, language, await this.volunteers.comeForward(actor, id, body.offeringId, body.message));
  }

  @Get('invitations')
  @ApiOperation({ operationId: 'listInvitations', summary: 'What your enterprises were invited to, open ones first' })
  @ApiOkResponse({ standardSchema: matchPage })
  async invitations(
    @CurrentActor() actor: Actor,
    @CurrentLanguage() language: Language,
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<Page<MatchView>> {
    const { items, ...counts } = await this.queries.invitationsOf(actor, query);
    return { ...counts, items: items.map((match) => viewOf(match, 'provider', language, this.words)) };
  }
}

/** It may be another after each answer, and it is nobody else's. */
function file(reply: FastifyReply, name: string, text: string): Buffer {
  const bytes = Buffer.from(text);
  reply.headers(downloadHeaders({ name, type: 'text/csv; charset=utf-8', size: bytes.length, sha256: '' })).removeHeader('etag');
  return bytes;
}
