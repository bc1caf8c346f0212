import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isKnown } from '../platform/http/entity-tag.js';
import { HTTP_ERRORS } from '../platform/http/http.errors.js';
import { Permission } from '../platform/http/permission.js';
import { AppError } from '../shared/errors.js';
import { allAssets, type Asset } from './assets.js';

interface Packed {
  readonly asset: Asset;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

/** Serves the portal's files from memory, compressed once at the start and kept by browsers for a year. */
@Controller('assets')
export class AssetsController {
  private readonly files = new Map<string, Packed>(
    allAssets().map((asset) => [
      asset.path,
      {
        asset,
        br: brotliCompressSync(asset.bytes, { params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } }),
        gzip: gzipSync(asset.bytes, { level: 9 }),
      },
    ]),
  );

  @Get(':name')
  @Permission('public')
  serve(@Param('name') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const file = this.files.get(`/assets/${name}`);
    if (!file) throw new AppError(HTTP_ERRORS.notFound);
    const { asset } = file;
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('etag', asset.etag)
      .header('vary', 'accept-encoding')
      .type(asset.type);
    if (isKnown(request.headers['if-none-match'], asset.etag)) {
      reply.status(304).send();
      return;
    }
    const encoding = chooseEncoding(request.headers['accept-encoding']);
    if (encoding) reply.header('content-encoding', encoding);
    reply.send(encoding ? file[encoding === 'br' ? 'br' : 'gzip'] : asset.bytes);
  }
}

/** The smallest form that the browser takes; `q=0` refuses one (RFC 9110, 12.5.3). */
export function chooseEncoding(accepted: string | string[] | undefined): 'br' | 'gzip' | null {
  const names = String(accepted ?? '')
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';')[0]);
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : null;
}
