import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HandoverJournal } from './handover-journal.js';

describe('HandoverJournal', () => {
  let folder: string;

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'journal-')), 'handover');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('knows what was noted and not taken back, also after the process that noted it', () => {
    const first = new HandoverJournal(folder);
    expect(first.has('<a@x>')).toBe(false);
    first.note('<a@x>');
    first.note('<b@x>');
    first.forget('<b@x>');
    const second = new HandoverJournal(folder);
    for (const journal of [first, second]) {
      expect(journal.has('<a@x>')).toBe(true);
      expect(journal.has('<b@x>')).toBe(false);
      expect(journal.has('a@x')).toBe(false);
    }
    second.note('<b@x>');
    expect(first.has('<b@x>')).toBe(false);
    expect(new HandoverJournal(folder).has('<b@x>')).toBe(true);
    first.close();
    second.close();
  });

  it('clears away what is a week old', async () => {
    const old = new HandoverJournal(folder);
    old.note('<a@x>');
    old.close();
    const [name] = await readdir(folder);
    const eightDaysAgo = new Date(Date.now() - 8 * 24 * 3600_000);
    await utimes(join(folder, name!), eightDaysAgo, eightDaysAgo);
    const next = new HandoverJournal(folder);
    next.note('<b@x>');
    next.close();
    expect(await readdir(folder)).toHaveLength(1);
    expect(next.has('<a@x>')).toBe(false);
  });

  it('does not stop a mail when it cannot write', () => {
    const journal = new HandoverJournal('/dev/null/nowhere');
    journal.note('<a@x>');
    journal.forget('<a@x>');
    expect(journal.has('<a@x>')).toBe(false);
  });
});
