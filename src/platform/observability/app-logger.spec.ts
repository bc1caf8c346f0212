import { AppLogger } from './app-logger.js';
import { type LogRecord, prettyLine } from './pretty-line.js';
import { redact, redactText } from './redact.js';

function recorded(use: (logger: AppLogger) => void, level: 'info' | 'trace' = 'info'): LogRecord[] {
  const lines: string[] = [];
  use(new AppLogger({ level, moment: () => ({ requestId: 'r1' }), destination: { write: (line) => void lines.push(line) } }));
  return lines.map((line) => JSON.parse(line) as LogRecord);
}

describe('the log', () => {
  it('takes what Nest hands over: text, context, fields, errors and their stacks', () => {
    const error = new Error('no');
    const records = recorded((logger) => {
      logger.log('up', 'Boot');
      logger.warn({ jobs: 3 }, 'Queue');
      logger.error('failed', error, 'Http');
      logger.error('failed', 'Error: no\n  at x', 'Http');
      logger.error(error);
      logger.debug('not at this level');
    });
    expect(records).toMatchObject([
      { level: 'info', msg: 'up', context: 'Boot', requestId: 'r1' },
      { level: 'warn', jobs: 3, context: 'Queue' },
      { level: 'error', msg: 'failed', context: 'Http', err: { message: 'no', type: 'Error' } },
      { level: 'error', msg: 'failed', err: { stack: 'Error: no\n  at x' } },
      { level: 'error', err: { message: 'no' } },
    ]);
  });

  it("keeps Nest's wiring for who asks for it", () => {
    const use = (logger: AppLogger) => logger.log('AppModule dependencies initialized', 'InstanceLoader');
    expect(recorded(use)).toEqual([]);
    expect(recorded(use, 'trace')).toMatchObject([{ level: 'debug' }]);
  });

  it('never shows a secret', () => {
    const records = recorded((logger) => {
      logger.log('cannot reach postgres://app:hunter2@db/x');
      logger.error(new Error('GET /answer?token=hunter2 with Bearer hunter2'));
      logger.log({ request: { headers: { authorization: 'hunter2', cookie: 'hunter2' } }, body: { password: 'hunter2' } });
    });
    expect(JSON.stringify(records)).not.toContain('hunter2');
    expect(redactText('redis://:hunter2@r:1')).toBe('redis://:[removed]@r:1');
    const token = 'a_-9'.repeat(11).slice(0, 43);
    expect(redactText(`POST /zh/a/${token} failed`)).toBe('POST /zh/a/[removed] failed');
    expect(redactText(`https://x/en/unsubscribe/${token}`)).toBe('https://x/en/unsubscribe/[removed]');
    expect(redact({ code: 'E_X', nested: [{ Password: 'hunter2' }] })).toEqual({ code: 'E_X', nested: [{ Password: '[removed]' }] });
  });

  it('is one line at a terminal', () => {
    const line = prettyLine({ level: 'info', time: 0, msg: '已启动', context: 'Boot', port: 3000 });
    expect(line.replace(/\x1b\[[\d;]*m/g, '')).toMatch(/^\d\d:\d\d:\d\d info {2}Boot 已启动 port=3000\n$/);
  });
});
