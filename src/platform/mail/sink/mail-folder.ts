import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isErrno } from '../../../shared/errno.js';

const SUFFIX = '.eml';
/** `<milliseconds>-<counter>-<hash of the Message-ID>`: names sort by time, and a Message-ID is found without opening a file. */
const ID = /^\d{13}-\d{4}-[0-9a-f]{16}$/;
/** More than the headers of any mail of ours. */
const HEAD_BYTES = 16 * 1024;

/**
 * Mails as files of a folder, as they were received. A file appears under its name only when it is whole, so that a
 * process that dies leaves no half of one. The folder itself is the index; readers may live in other processes than the
 * one writer.
 */
export class MailFolder {
  /** Of the mails that are kept, in the order of their arrival; the writer's own. */
  private readonly kept: string[] = [];
  private readonly keys = new Set<string>();
  private counter = 0;

  /** @param limit so many are kept, the newest */
  constructor(
    private readonly folder: string,
    private readonly limit: number,
  ) {}

  /** For the writer, before its first `store`: makes the folder and clears away what a dying process was writing. */
  async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const drafts = (await readdir(this.folder)).filter((name) => name.endsWith('.part'));
    await Promise.all(drafts.map((name) => rm(join(this.folder, name), { force: true })));
    for (const id of await this.ids()) {
      this.kept.push(id);
      this.keys.add(keyIn(id));
    }
  }

  /**
   * Keeps a mail. One whose Message-ID is there already is not kept twice: a sender that missed the first yes sends it
   * again. The recipients are noted in front of the mail's own headers, as mail servers do.
   */
  async store(recipients: readonly string[], source: Readable): Promise<void> {
    const draft = join(this.folder, `${randomUUID()}.part`);
    try {
      const file = createWriteStream(draft);
      file.write(recipients.map((address) => `Delivered-To: ${address}\r\n`).join(''));
      await pipeline(source, file);
      await this.keep(draft, keyOf(headerOf(await readHead(draft), 'message-id') ?? randomUUID()));
    } finally {
      await rm(draft, { force: true });
    }
  }

  private async keep(draft: string, key: string): Promise<void> {
    if (this.keys.has(key)) return;
    this.keys.add(key);
    this.counter = (this.counter + 1) % 10_000;
    const id = `${Date.now()}-${String(this.counter).padStart(4, '0')}-${key}`;
    await rename(draft, this.path(id));
    this.kept.push(id);
    for (const old of this.kept.splice(0, this.kept.length - this.limit)) {
      this.keys.delete(keyIn(old));
      await rm(this.path(old), { force: true });
    }
  }

  /** Oldest first. */
  async ids(): Promise<string[]> {
    try {
      const names = await readdir(this.folder);
      return names
        .filter((name) => name.endsWith(SUFFIX))
        .map((name) => name.slice(0, -SUFFIX.length))
        .filter((id) => ID.test(id))
        .sort();
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return [];
      throw error;
    }
  }

  /** @param messageId without angle brackets */
  async holds(messageId: string): Promise<boolean> {
    const key = keyOf(`<${messageId}>`);
    return (await this.ids()).some((id) => keyIn(id) === key);
  }

  /** The whole mail; null when there is none of this id. */
  async read(id: string): Promise<Buffer | null> {
    return ID.test(id) ? absentAsNull(readFile(this.path(id))) : null;
  }

  /** The lines before the first empty one; null when there is no mail of this id. */
  async head(id: string): Promise<string | null> {
    return ID.test(id) ? absentAsNull(readHead(this.path(id))) : null;
  }

  private path(id: string): string {
    return join(this.folder, id + SUFFIX);
  }
}

export function receivedAt(id: string): Date {
  return new Date(Number(id.slice(0, 13)));
}

/** The raw value of a header in a mail's head; long ones are folded over several lines. */
function headerOf(head: string, name: string): string | undefined {
  const [, value] = new RegExp(`^${name}:[ \\t]*((?:.*)(?:\\r?\\n[ \\t].*)*)`, 'im').exec(head) ?? [];
  return value?.replace(/\r?\n/g, '').trim();
}

function keyOf(messageId: string): string {
  return createHash('sha256').update(messageId).digest('hex').slice(0, 16);
}

function keyIn(id: string): string {
  return id.slice(-16);
}

async function readHead(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEAD_BYTES) });
    const text = buffer.toString('utf8', 0, bytesRead);
    const end = text.search(/\r?\n\r?\n/);
    return end < 0 ? text : text.slice(0, end);
  } finally {
    await file.close();
  }
}

async function absentAsNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}
