import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentLanguage } from '../../platform/http/request.js';
import { textField } from '../../platform/http/text-field.js';
import type { Language } from '../../shared/language.js';
import { SuggestionsQueries } from './suggestions.queries.js';

const suggestionsQuery = z.strictObject({ q: textField(1_000).default('').meta({ description: 'What has been typed so far: characters, pinyin, initials, English' }) });

const suggestionList = z
  .object({ items: z.array(z.object({ kind: z.enum(['word', 'category', 'title', 'enterprise']), text: z.string() })) })
  .meta({ id: 'SearchSuggestions' });

/** Words to take over while one types into the search box. */
@ApiTags('search')
@Controller('api/v1/search/suggestions')
export class SuggestionsController {
  constructor(private readonly suggestions: SuggestionsQueries) {}

  @Get()
  @Permission('public')
  @RateLimit({ points: 600, perSeconds: 60, by: 'actor' })
  @ApiOperation({ operationId: 'suggestSearch', summary: 'Ends of what is being typed, from what everybody may see' })
  @ApiOkResponse({ standardSchema: suggestionList })
  async suggest(@CurrentLanguage() language: Language, @Query({ schema: suggestionsQuery }) { q }: z.output<typeof suggestionsQuery>): Promise<z.output<typeof suggestionList>> {
    return { items: await this.suggestions.of(q, language) };
  }
}
