import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Level, type Logger, pino, stdTimeFunctions } from 'pino';
import { type LogRecord, prettyLine } from './pretty-line.js';
import { redact, redactText } from './redact.js';

interface AppLoggerOptions {
  level: Level | 'silent';
  /** Facts of the moment that belong on every line, such as the request's id. */
  moment?: () => object;
  /** Where lines go; default standard output: JSON lines, or one readable line each at a terminal. */
  destination?: DestinationStream;
}

/** What Nest tells while it wires itself up interests only who debugs that. */
const CHATTY_CONTEXTS = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** The log of the product, for Nest and for ourselves; secrets never reach it. */
export class AppLogger implements LoggerService {
  private readonly pino: Logger;

  constructor({ level, moment, destination = standardOutput() }: AppLoggerOptions) {
    this.pino = pino(
      {
        level,
        base: null,
        timestamp: stdTimeFunctions.epochTime,
        serializers: { err: (described: unknown) => described },
        formatters: { level: (label) => ({ level: label }) },
        ...(moment ? { mixin: moment } : {}),
      },
      destination,
    );
  }

  /** The last of `rest` is the context, as Nest calls it. */
  log(message: unknown, ...rest: unknown[]): void {
    this.write(typeof rest.at(-1) === 'string' && CHATTY_CONTEXTS.has(rest.at(-1) as string) ? 'debug' : 'info', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  private write(level: Level, message: unknown, rest: unknown[]): void {
    if (!this.pino.isLevelEnabled(level)) return;
    const last = rest.at(-1);
    const context = typeof last === 'string' && !last.includes('\n') ? last : undefined;
    const record: Record<string, unknown> = context ? { context } : {};
    for (const extra of [message, ...(context ? rest.slice(0, -1) : rest)]) {
      if (typeof extra === 'object' && extra !== null)
        Object.assign(record, isErrorLike(extra) ? { err: extra } : extra);
      // Nest hands the stack of an error over as a text of its own.
      else if (extra !== message && typeof extra === 'string') record['err'] = { message: String(message), stack: extra };
    }
    this.pino[level](redact(record), typeof message === 'string' ? redactText(message) : undefined);
  }
}

function isErrorLike(value: object): boolean {
  return value instanceof Error || ('stack' in value && 'message' in value);
}

function standardOutput(): DestinationStream {
  if (!process.stdout.isTTY) return pino.destination({ dest: 1, sync: true });
  return { write: (line) => void process.stdout.write(prettyLine(JSON.parse(line) as LogRecord)) };
}
