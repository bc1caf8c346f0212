import { randomUUID } from 'node:crypto';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { Settings } from './config/settings.js';
import type { DatabaseUrls } from './platform/database/database-urls.js';
import { describeApi } from './platform/http/openapi.js';
import { answerUnreadable, readableUrl } from './platform/http/raw-requests.js';
import { addSecurityHeaders } from './platform/http/security-headers.js';
import { isSecureSite } from './platform/http/secure-site.js';
import { runInRequest } from './platform/http/request-context.js';
import { requestLanguage } from './platform/http/request-language.js';
import { requestTimeZone, ZONE_COOKIE } from './platform/http/request-time-zone.js';
import { takeIn } from './platform/http/take-in.js';
import { type Clock, SystemClock } from './shared/clock.js';
import { VERSION } from './version.js';
import { setTimeZone } from './web/format.js';

/** JSON and forms; a batch of listings fits, a flood does not. Uploads stream past this with their own bound. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** A paragraph in the address of a search: each Chinese character takes nine bytes there. */
const MAX_HEADER_BYTES = 64 * 1024;

/** Five minutes: the largest file over a slow line from a phone, 0.6 Mbit/s. */
const REQUEST_TIMEOUT_MS = 300_000;

interface AppOptions {
  readonly clock?: Clock;
  readonly logger?: LoggerService | false;
}

/** The application as `main`, the tests and the command line use it: wired, not yet listening. */
export async function createApp(settings: Settings, urls: DatabaseUrls, options: AppOptions = {}): Promise<NestFastifyApplication> {
  const { trustProxy } = settings;
  setTimeZone(settings.timeZone);
  const adapter = new FastifyAdapter({
    trustProxy: typeof trustProxy === 'number' ? (_address: string, hop: number) => hop < trustProxy : trustProxy,
    bodyLimit: MAX_BODY_BYTES,
    genReqId: () => randomUUID().slice(0, 8),
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    rewriteUrl: readableUrl,
    clientErrorHandler: answerUnreadable,
    // No parameter of ours is a regular expression, so its length needs no bound but that of the headers.
    routerOptions: { maxParamLength: MAX_HEADER_BYTES, ignoreTrailingSlash: true },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings, urls, options.clock ?? new SystemClock()), adapter, {
    logger: options.logger ?? false,
    abortOnError: false,
  });
  // Each cookie stays on https where the site is there, the harmless ones too.
  await app.register(cookie, { parseOptions: { secure: isSecureSite(settings) } });
  // What is packed already (assets, files) says so and passes as it is. Level 4 packs a page in a millisecond; 11 would take thirty.
  await app.register(compress, { encodings: ['br', 'gzip'], threshold: 1_400, brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } });
  // Streams only: what a file may weigh is checked by whoever keeps it, and the form's token comes in the address.
  await app.register(multipart, { limits: { files: 10, fields: 20, fieldSize: 10_000, fileSize: Number.POSITIVE_INFINITY } });
  const fastify = app.getHttpAdapter().getInstance();
  addSecurityHeaders(fastify, isSecureSite(settings));
  fastify.decorateRequest('language', settings.defaultLanguage);
  fastify.decorateRequest('credential', 'none');
  fastify.decorateRequest('actor');
  fastify.addHook('onRequest', async (request) => {
    request.language = requestLanguage(request, settings.defaultLanguage);
    request.actor = { kind: 'anonymous', language: request.language };
  });
  // Here and not earlier: reading the body leaves the context in which the request began.
  fastify.addHook('preHandler', (request, _reply, done) => runInRequest({ requestId: request.id, language: request.language, timeZone: requestTimeZone(request.cookies[ZONE_COOKIE]) }, done));
  fastify.addHook('onSend', async (request, reply) => {
    if (reply.statusCode === 413) await takeIn(request.raw);
  });
  describeApi(app, VERSION, settings.publicUrl);
  return app;
}
