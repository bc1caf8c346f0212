import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Permission } from '../../platform/http/permission.js';
import { HTTP_ERRORS } from '../../platform/http/http.errors.js';
import { CurrentActor } from '../../platform/http/request.js';
import { codeField } from '../../platform/http/text-field.js';
import type { Actor } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { EnterpriseQueries } from '../enterprises/enterprises.queries.js';
import { type ResponseRecord, ResponseRecordQueries } from './response-record.queries.js';

const recordView = z
  .object({
    invited: z.number().int().meta({ description: 'Invitations that have come to an end' }),
    answered: z.number().int().meta({ description: 'Of those, answered in time with yes or no' }),
    medianHours: z.number().nullable().meta({ description: 'From the invitation to the answer' }),
    engaged: z.number().int().meta({ description: 'Both sides said yes' }),
    engagedAcross: z.number().int().meta({ description: 'Of those, with a factory of another province' }),
  })
  .meta({ id: 'ResponseRecord' });

@ApiTags('enterprises')
@Controller('api/v1/enterprises/:id/record')
export class ResponseRecordController {
  constructor(
    private readonly enterprises: EnterpriseQueries,
    private readonly records: ResponseRecordQueries,
  ) {}

  @Get()
  @Permission('public')
  @ApiOperation({ operationId: 'getResponseRecord', summary: 'How a verified enterprise has answered invitations in the last 12 months' })
  @ApiOkResponse({ standardSchema: recordView })
  async get(@CurrentActor() actor: Actor, @Param('id', { schema: codeField }) idOrCode: string): Promise<ResponseRecord> {
    const { id, status } = await this.enterprises.view(actor, idOrCode);
    if (status !== 'verified') throw new AppError(HTTP_ERRORS.notFound);
    return this.records.of(id);
  }
}
