import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { PERMISSION, type PermissionName, WITHOUT_CSRF } from '../../src/platform/http/permission.js';

/** One address of the application, as its decorators declare it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With its parameters: `/api/v1/demands/:id`. */
  readonly path: string;
  /** `DemandsController.create`, for messages. */
  readonly handler: string;
  readonly isApi: boolean;
  readonly permission: PermissionName | undefined;
  readonly isWithoutCsrf: boolean;
  /** The schemas of body and query as JSON Schema, where the route declares them. */
  readonly body: JsonSchema | undefined;
  readonly query: JsonSchema | undefined;
}

/** The part of JSON Schema that zod writes and the tests read. */
export interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
}

interface DeclaredArgument {
  readonly schema?: z.ZodType;
}

const BODY_ARGUMENT = '3:';
const QUERY_ARGUMENT = '4:';
const SCANNER = new MetadataScanner();

/** Every route of every controller, found by reflection: a new one is in the tests without anybody thinking of it. */
export function routesOf(app: NestFastifyApplication): Route[] {
  return app
    .get(DiscoveryService, { strict: false })
    .getControllers()
    .flatMap(({ metatype }) => (metatype ? routesOfController(metatype as ControllerClass) : []));
}

/** The fields of a body; of alternatives, those of the first. */
export function fieldsOf(schema: JsonSchema | undefined): Readonly<Record<string, JsonSchema>> | undefined {
  return schema?.properties ?? schema?.anyOf?.[0]?.properties;
}

/** A route's name for a test's title or a list of findings. */
export function routeName({ method, path }: Route): string {
  return `${method} ${path}`;
}

type ControllerClass = (new () => object) & { readonly prototype: Record<string, object> };

function routesOfController(controller: ControllerClass): Route[] {
  const bases = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[]].flat();
  return SCANNER.getAllMethodNames(controller.prototype).flatMap((name) => {
    const handler = controller.prototype[name]!;
    const paths = Reflect.getMetadata(PATH_METADATA, handler) as string | string[] | undefined;
    if (paths === undefined) return [];
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] as Route['method'];
    const read = <T>(key: string): T | undefined =>
      (Reflect.getMetadata(key, handler) as T | undefined) ?? (Reflect.getMetadata(key, controller) as T | undefined);
    return bases.flatMap((base) =>
      [paths].flat().map((path): Route => {
        const whole = `/${base}/${path}`.replaceAll(/\/+/g, '/').replace(/(?<=.)\/$/, '');
        return {
          method,
          path: whole,
          handler: `${controller.name}.${name}`,
          isApi: whole.startsWith('/api/') || whole.startsWith('/health/'),
          permission: read<PermissionName>(PERMISSION),
          isWithoutCsrf: read<boolean>(WITHOUT_CSRF) === true,
          body: schemaOf(controller, name, BODY_ARGUMENT),
          query: schemaOf(controller, name, QUERY_ARGUMENT),
        };
      }),
    );
  });
}

function schemaOf(controller: ControllerClass, name: string, kind: string): JsonSchema | undefined {
  const declared = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, DeclaredArgument>;
  const schema = Object.entries(declared).find(([key]) => key.startsWith(kind))?.[1].schema;
  if (!schema) return undefined;
  const document = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  return resolved(document, document.$defs ?? {});
}

/** The schema with its references replaced by what they refer to; none of ours refers to itself. */
function resolved(schema: JsonSchema & { readonly $ref?: string; readonly oneOf?: readonly JsonSchema[] }, definitions: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const { $ref, oneOf, ...own } = schema;
  if (oneOf) return resolved({ ...own, anyOf: oneOf }, definitions);
  if ($ref) return resolved({ ...definitions[$ref.replace('#/$defs/', '')], ...own }, definitions);
  const { items, properties, anyOf, ...rest } = own;
  return {
    ...rest,
    ...(items && { items: resolved(items, definitions) }),
    ...(anyOf && { anyOf: anyOf.map((one) => resolved(one, definitions)) }),
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, resolved(one, definitions)])) }),
  };
}
