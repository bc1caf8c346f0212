import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { DAY_MS } from '../../shared/durations.js';

const SUFFIX = '.handover';
const LINES_PER_FILE = 20_000;
const KEEP_MS = 7 * DAY_MS;

/**
 * Which mails have left this machine's processes for good, written in the same instant in which the last byte goes out.
 * A process that dies between that instant and its mark in the database leaves its note behind: the operating system
 * keeps what was written, and delivers what was sent, for a process that is gone. Each process appends to files of its
 * own (`+id`, and `-id` when the server then said no), so nothing is ever half overwritten; a power failure may lose the
 * last notes, which makes a double and never a loss.
 */
export class HandoverJournal {
  private readonly logger = new Logger(HandoverJournal.name);
  private file: number | undefined;
  private lines = 0;
  /** What this process itself knows better than its file, should writing fail. */
  private readonly refused = new Set<string>();

  /** @param folder made when it is not there */
  constructor(private readonly folder: string) {}

  /** Never fails: without its note a mail may be doubled by a crash, but it is on its way and must go on. */
  note(messageId: string): void {
    this.refused.delete(messageId);
    this.write(`+${messageId}\n`);
  }

  /** The server has not taken it after all. */
  forget(messageId: string): void {
    this.refused.add(messageId);
    this.write(`-${messageId}\n`);
  }

  /** Whether some process, this one or a dead one, noted it and did not take that back. */
  has(messageId: string): boolean {
    if (this.refused.has(messageId)) return false;
    return this.files().some((name) => {
      const text = orElse('', () => readFileSync(join(this.folder, name), 'utf8'));
      return text.lastIndexOf(`+${messageId}\n`) > text.lastIndexOf(`-${messageId}\n`);
    });
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  /** Synchronous on purpose: nothing may come between this and the byte that it tells of. */
  private write(line: string): void {
    try {
      if (this.lines >= LINES_PER_FILE) this.close();
      this.file ??= this.begin();
      writeSync(this.file, line);
      this.lines++;
    } catch (error) {
      this.logger.warn(`Cannot note what was handed over: ${(error as Error).message}`);
    }
  }

  private begin(): number {
    mkdirSync(this.folder, { recursive: true });
    for (const name of this.files()) {
      const path = join(this.folder, name);
      if (Date.now() - statSync(path).mtimeMs > KEEP_MS) unlinkSync(path);
    }
    this.lines = 0;
    return openSync(join(this.folder, `${process.pid}-${Date.now()}${SUFFIX}`), 'a');
  }

  private files(): string[] {
    return orElse([], () => readdirSync(this.folder).filter((name) => name.endsWith(SUFFIX)));
  }
}

/** The folder or a file may not be there (yet, or any more): then nothing is known, which is an answer. */
function orElse<T>(fallback: T, read: () => T): T {
  try {
    return read();
  } catch {
    return fallback;
  }
}
