import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { idField, textField } from '../../platform/http/text-field.js';
import type { PersonActor } from '../../shared/actor.js';
import { SavedStatesService } from '../directory/saved-states.service.js';
import { type SavedSearch, SavedSearchesService } from './saved-searches.service.js';

const savedBody = z
  .object({ id: z.string(), search: z.string().meta({ description: 'The query of `/providers` and of `/api/v1/search`' }), title: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: 'SavedSearch' });
type SavedBody = z.output<typeof savedBody>;

const newSearch = z.strictObject({ search: textField(16_000, 1).meta({ description: '`?q=刀具寿命&region=13`' }) }).meta({ id: 'NewSavedSearch' });

@ApiTags('search')
@ApiBearerAuth()
@Controller('api/v1/saved-searches')
@Permission('account')
export class SavedSearchesController {
  constructor(
    private readonly saved: SavedSearchesService,
    private readonly states: SavedStatesService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listSavedSearches', summary: 'The searches that you saved, the newest first' })
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(savedBody) }).meta({ id: 'SavedSearches' }) })
  async list(@CurrentActor() actor: PersonActor): Promise<{ items: SavedBody[] }> {
    return { items: (await this.saved.mine(actor)).map((one) => this.bodyOf(one, actor)) };
  }

  @Post()
  @RateLimit({ points: 60, perSeconds: 600, by: 'actor' })
  @ApiOperation({ operationId: 'saveSearch', summary: 'Have what is new in a search mailed to you, with all others in one letter' })
  @ApiCreatedResponse({ standardSchema: savedBody })
  async save(@CurrentActor() actor: PersonActor, @Body({ schema: newSearch }) { search }: z.output<typeof newSearch>): Promise<SavedBody> {
    return this.bodyOf(await this.saved.save(actor, search), actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteSavedSearch', summary: 'Be told no more' })
  @ApiNoContentResponse()
  async remove(@CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string): Promise<void> {
    await this.saved.remove(actor, id);
  }

  private bodyOf({ id, search, createdAt }: SavedSearch, { language }: PersonActor): SavedBody {
    return { id, search, title: this.states.titleOf(search, language), createdAt: createdAt.toISOString() };
  }
}
