import { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import writeXlsxFile, { type Cell, type Sheet } from 'write-excel-file/node';
import { Database } from '../../platform/database/database.js';
import { FileStore } from '../../platform/files/file-store.js';
import { type Language, say } from '../../shared/language.js';
import { formatDate } from '../../web/format.js';
import { TasksService } from '../tasks/tasks.service.js';
import type { TaskRunner, TaskStep, TaskView } from '../tasks/tasks.types.js';
import { EXPORT_SECTIONS, type ExportSection, MOST_ROWS } from './export-sections.js';
import { EXPORT_TEXTS as T } from './export.texts.js';

export const DATA_EXPORT = 'data-export';

export interface ExportDetail {
  readonly language: Language;
}

/** What a cell of a sheet may hold. */
const LONGEST_CELL = 32_000;

/** Writes everything that is a person's own into one workbook, a sheet a step. */
@Injectable()
export class DataExport implements TaskRunner<ExportDetail>, OnModuleInit {
  readonly kind = DATA_EXPORT;
  private readonly sheets = new Map<string, Sheet<Buffer>[]>();

  constructor(
    private readonly tasks: TasksService,
    private readonly database: Database,
    private readonly files: FileStore,
  ) {}

  onModuleInit(): void {
    this.tasks.add(this);
  }

  title(_task: TaskView<ExportDetail>, language: Language): string {
    return say(T.taskTitle, language);
  }

  report(): null {
    return null;
  }

  forget(taskId: string): void {
    this.sheets.delete(taskId);
  }

  /**
   * Sheets wait in memory: a process that finds none of an export that was begun begins it anew. Each has its place, for a step may still be at work
   * when somebody who stopped the export lets it go on.
   */
  async step({ id, ownerId, detail, done }: TaskView<ExportDetail>): Promise<TaskStep<ExportDetail>> {
    const sheets = this.sheets.get(id) ?? [];
    this.sheets.set(id, sheets);
    const total = EXPORT_SECTIONS.length;
    const place = Math.min(done, sheets.length);
    const section = EXPORT_SECTIONS[place];
    if (section !== undefined) {
      sheets[place] = await this.sheet(section, ownerId, detail.language);
      return { status: 'running', done: place + 1, total, detail };
    }
    const bytes = await writeXlsxFile(sheets).toBuffer();
    const { id: fileId } = await this.files.write(Readable.from([bytes]), { name: say(T.fileName, detail.language), ownerEnterpriseId: null });
    return { status: 'done', done: total, total, detail, fileId };
  }

  /** By what the person may see now, not when the export began. */
  private async sheet({ name, columns, sql }: ExportSection, personId: string, language: Language): Promise<Sheet<Buffer>> {
    const seats = await this.database.query<{ id: string }>('select enterprise_id as id from member where person_id = $1', [personId]);
    const rows = await this.database.query<Record<string, unknown>>(`select * from (${sql}) rows limit ${MOST_ROWS + 1}`, [personId, seats.map(({ id }) => id)]);
    const heading = columns.map((column): Cell => ({ value: say(T[column], language), fontWeight: 'bold' }));
    const data = rows.slice(0, MOST_ROWS).map((row) => Object.values(row).map((value) => cellOf(value, language)));
    const note: Cell[][] = rows.length > MOST_ROWS ? [[{ value: say(T.cut, language, { most: MOST_ROWS }) }]] : [];
    return { sheet: say(T[name], language), data: [heading, ...data, ...note], columns: columns.map(() => ({ width: 22 })) };
  }
}

/** Texts stay texts: nothing in a cell is ever a formula. */
function cellOf(value: unknown, language: Language): Cell {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return { value: formatDate(value, language, { time: true }), type: String };
  if (typeof value === 'number') return { value, type: Number };
  return { value: String(value).slice(0, LONGEST_CELL), type: String };
}
