import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { idField } from '../../platform/http/text-field.js';
import type { Actor } from '../../shared/actor.js';
import type { DictionaryGroup } from './dictionary-group.entity.js';
import {
  type ChangeBody,
  changeBody,
  type DictionaryQuery,
  dictionaryQuery,
  type GroupBody,
  groupBody,
  type GroupPage,
  groupPage,
  type GroupView,
  groupView,
  type UndoBody,
  undoBody,
  type VersionQuery,
  versionQuery,
} from './dictionary.dto.js';
import { DictionaryQueries } from './dictionary.queries.js';
import { DictionaryService } from './dictionary.service.js';

/** The synonyms that searches know, for programs. A change holds for the next search. */
@ApiTags('dictionary')
@ApiBearerAuth()
@Controller('api/v1/dictionary')
@Permission('administrator')
@RateLimit({ points: 120, perSeconds: 60, by: 'actor' })
export class DictionaryController {
  constructor(
    private readonly dictionary: DictionaryService,
    private readonly queries: DictionaryQueries,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listDictionary', summary: 'Groups of words that mean the same, the last changed first' })
  @ApiOkResponse({ standardSchema: groupPage })
  async list(@Query({ schema: dictionaryQuery }) query: DictionaryQuery): Promise<GroupPage> {
    const page = await this.queries.list(query);
    return { ...page, items: page.items.map(viewOf) };
  }

  @Post()
  @ApiOperation({ operationId: 'addDictionaryGroup', summary: 'Add a group; words that stand in another one are refused' })
  @ApiCreatedResponse({ standardSchema: groupView })
  async add(@CurrentActor() actor: Actor, @Body({ schema: groupBody }) body: GroupBody): Promise<GroupView> {
    return viewOf(await this.dictionary.add(actor, body));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getDictionaryGroup', summary: 'One group, a removed one too' })
  @ApiOkResponse({ standardSchema: groupView })
  async get(@Param('id', { schema: idField }) id: string): Promise<GroupView> {
    return viewOf(await this.dictionary.get(id));
  }

  @Put(':id')
  @ApiOperation({ operationId: 'changeDictionaryGroup', summary: 'Change the words or the note of a group' })
  @ApiOkResponse({ standardSchema: groupView })
  async change(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string, @Body({ schema: changeBody }) { version, ...content }: ChangeBody): Promise<GroupView> {
    return viewOf(await this.dictionary.change(actor, id, content, version));
  }

  @Delete(':id')
  @HttpCode(200)
  @ApiOperation({ operationId: 'removeDictionaryGroup', summary: 'Remove a group; undoing brings it back' })
  @ApiOkResponse({ standardSchema: groupView })
  async remove(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string, @Query({ schema: versionQuery }) { version }: VersionQuery): Promise<GroupView> {
    return viewOf(await this.dictionary.remove(actor, id, version));
  }

  @Post(':id/undo')
  @HttpCode(200)
  @ApiOperation({ operationId: 'undoDictionaryGroup', summary: 'Take the last act on a group back: its removal, its change, its adding' })
  @ApiOkResponse({ standardSchema: groupView })
  async undo(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string, @Body({ schema: undoBody }) { version }: UndoBody): Promise<GroupView> {
    return viewOf(await this.dictionary.undo(actor, id, version));
  }
}

function viewOf({ id, words, note, version, changedBy, updatedAt, removedAt }: DictionaryGroup): GroupView {
  return { id, words: [...words], note, version, changedBy, updatedAt: updatedAt.toISOString(), isRemoved: removedAt !== null };
}
