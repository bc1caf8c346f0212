import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** The machine interface's own description (OpenAPI 3.1), made from the schemas that check its requests. */
export function describeApi(app: NestFastifyApplication, version: string, publicUrl: string): void {
  const outline = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('供需对接平台 · Supply–demand docking platform')
    .setDescription(
      'Errors are `application/problem+json` (RFC 9457) with a stable `code`. Sign in with a bearer token: `POST /api/v1/sessions`.',
    )
    .setVersion(version)
    .addServer(publicUrl)
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, outline);
  document.paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => path.startsWith('/api/')));
  const body = JSON.stringify(document);
  app
    .getHttpAdapter()
    .getInstance()
    .get('/api/v1/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
}
