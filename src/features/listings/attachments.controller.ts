import { Controller, Delete, Get, HttpCode, Param, Post, Req, Res, StreamableFile, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { downloadHeaders } from '../../platform/files/file-headers.js';
import { Permission } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { idField } from '../../platform/http/text-field.js';
import { incomingFiles } from '../../platform/http/upload.js';
import type { Actor } from '../../shared/actor.js';
import { ListingAttachmentsService } from './listing-attachments.service.js';
import { attachmentList, type AttachmentView } from './listing.dto.js';
import type { ListingKind } from './listing.types.js';

/** The files of a listing: the same routes for both kinds. */
function attachmentsController(kind: ListingKind, plural: 'demands' | 'offerings', name: 'Demand' | 'Offering'): Type<unknown> {
  @ApiTags(plural)
  @ApiBearerAuth()
  @Controller(`api/v1/${plural}/:id/attachments`)
  class AttachmentsController {
    constructor(private readonly attachments: ListingAttachmentsService) {}

    @Post()
    @Permission('account')
    @ApiOperation({ operationId: `add${name}Attachments`, summary: 'PDF, pictures, office documents, drawings, CSV, text; 20 MB each, 10 a listing' })
    @ApiConsumes('multipart/form-data')
    @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
    @ApiCreatedResponse({ standardSchema: attachmentList })
    async add(
      @CurrentActor() actor: Actor,
      @Param('id', { schema: idField }) id: string,
      @Req() request: FastifyRequest,
    ): Promise<{ items: AttachmentView[] }> {
      const items: AttachmentView[] = [];
      for await (const upload of incomingFiles(request)) {
        const { id: fileId, name: fileName, type, size } = await this.attachments.add(actor, kind, id, upload);
        items.push({ id: fileId, name: fileName, type, size });
      }
      return { items };
    }

    @Get(':fileId')
    @Permission('public')
    @ApiOperation({ operationId: `get${name}Attachment`, summary: 'The file itself' })
    @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
    async open(
      @CurrentActor() actor: Actor,
      @Param('id', { schema: idField }) id: string,
      @Param('fileId', { schema: idField }) fileId: string,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<StreamableFile> {
      const { file, bytes } = await this.attachments.open(actor, kind, id, fileId);
      reply.headers(downloadHeaders(file));
      return new StreamableFile(bytes, { type: file.type, length: file.size });
    }

    @Delete(':fileId')
    @HttpCode(204)
    @Permission('account')
    @ApiOperation({ operationId: `delete${name}Attachment`, summary: 'Take a file away' })
    @ApiNoContentResponse()
    remove(
      @CurrentActor() actor: Actor,
      @Param('id', { schema: idField }) id: string,
      @Param('fileId', { schema: idField }) fileId: string,
    ): Promise<void> {
      return this.attachments.remove(actor, kind, id, fileId);
    }
  }

  Object.defineProperty(AttachmentsController, 'name', { value: `${name}AttachmentsController` });
  return AttachmentsController;
}

export const DemandAttachmentsController = attachmentsController('demand', 'demands', 'Demand');
export const OfferingAttachmentsController = attachmentsController('offering', 'offerings', 'Offering');
