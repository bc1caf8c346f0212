import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { problemDocument } from './problem.js';

const PROBLEM_RESPONSE = 'Problem';

/**
 * The machine interface's own description (OpenAPI 3.1), made from the schemas that check its requests. Written when it is first
 * asked for: that takes a third of the time of a start, and few starts are asked.
 */
export function describeApi(app: NestFastifyApplication, version: string, publicUrl: string): void {
  let body: string | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/api/v1/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send((body ??= describe(app, version, publicUrl))));
}

function describe(app: NestFastifyApplication, version: string, publicUrl: string): string {
  const outline = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('供需对接平台 · Supply–demand docking platform')
    .setDescription(
      'Errors are `application/problem+json` (RFC 9457) with a stable `code`, in Chinese or English by `Accept-Language`. Sign in with a bearer token: `POST /api/v1/sessions`.',
    )
    .setVersion(version)
    .addServer(publicUrl)
    .addBearerAuth({ type: 'http', scheme: 'bearer' })
    .build();
  const document = SwaggerModule.createDocument(app, outline);
  document.paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => path.startsWith('/api/')));
  describeProblems(document);
  freeFromDefaults(document);
  return JSON.stringify(document);
}

/** Whatever an operation refuses, it refuses in the same shape. */
function describeProblems({ components = {}, paths }: OpenAPIObject): void {
  const { $schema: _dialect, ...problem } = z.toJSONSchema(problemDocument);
  Object.assign((components.schemas ??= {}), { Problem: problem });
  (components.responses ??= {})[PROBLEM_RESPONSE] = {
    description: 'Refused: `code` says why and never changes, `title` says what to do next',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  for (const item of Object.values(paths))
    for (const operation of [item.get, item.post, item.put, item.patch, item.delete])
      if (operation) operation.responses['default'] = { $ref: `#/components/responses/${PROBLEM_RESPONSE}` };
}

/**
 * Says in words what a field is when it is left out. As `default` it would make generators of clients (openapi-typescript among
 * them) ask for every one of these fields.
 */
function freeFromDefaults({ components }: OpenAPIObject): void {
  for (const schema of Object.values(components?.schemas ?? {})) {
    if (!('properties' in schema)) continue;
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (!('default' in property) || schema.required?.includes(name)) continue;
      const { default: value, description, ...rest } = property;
      const whenLeftOut = value === null ? undefined : `left out: \`${JSON.stringify(value)}\``;
      const words = [description, whenLeftOut].filter(Boolean).join('; ');
      schema.properties![name] = { ...rest, ...(words && { description: words }) };
    }
  }
}
