/** One log record as pino writes it. */
export interface LogRecord {
  level: string;
  time: number;
  msg?: string;
  context?: string;
  err?: { message?: string; stack?: string };
  [field: string]: unknown;
}

const COLOURS: Record<string, string> = { fatal: '31;1', error: '31', warn: '33', info: '32', debug: '36', trace: '90' };

/** A record for a person at a terminal: one line, and an error's stack below it. */
export function prettyLine(record: LogRecord): string {
  const { level, time, msg, context, err, ...fields } = record;
  const parts = [
    `\x1b[90m${new Date(time).toTimeString().slice(0, 8)}\x1b[0m`,
    `\x1b[${COLOURS[level] ?? '0'}m${level.padEnd(5)}\x1b[0m`,
    context && `\x1b[90m${context}\x1b[0m`,
    msg ?? err?.message,
    ...Object.entries(fields).map(([name, value]) => `\x1b[90m${name}=${inline(value)}\x1b[0m`),
  ];
  const stack = err?.stack ? `\n${err.stack.replace(/^/gm, '    ')}` : '';
  return `${parts.filter(Boolean).join(' ')}${stack}\n`;
}

function inline(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
