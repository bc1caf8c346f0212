import { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { VNode } from 'preact';
import { Database } from '../../platform/database/database.js';
import { FileStore } from '../../platform/files/file-store.js';
import { runInRequest } from '../../platform/http/request-context.js';
import { AppError } from '../../shared/errors.js';
import { csv } from '../../web/csv.js';
import { type Language, say } from '../../shared/language.js';
import { ActorQueries } from '../identity/actors.queries.js';
import { ListingCreationService } from '../listings/listing-creation.service.js';
import { ListingRowsService } from '../listings/listing-rows.service.js';
import type { NewListing, RowField, RowReading } from '../listings/listing-rows.types.js';
import { TasksService } from '../tasks/tasks.service.js';
import type { TaskRunner, TaskStep, TaskView } from '../tasks/tasks.types.js';
import { COLUMN_NAMES, fieldsOf, rowOf } from './columns.js';
import { IMPORT_ERRORS } from './import.errors.js';
import { IMPORT_TEXTS as T } from './import.texts.js';
import type { ImportDetail, RowProblem } from './import.types.js';
import { ImportedListings } from './imported-listings.js';
import { readTable, type Sheet } from './sheet.js';
import { ImportReport } from './views/import-report.js';

export const LISTING_IMPORT = 'listing-import';

/** Rows of one transaction. */
const BATCH = 100;
/** Rows with their problems that the page shows before the import. */
const SHOWN = 20;

/** What a file says, read once and kept while this process works on it. */
interface Opened {
  readonly sheet: Sheet;
  readonly fields: readonly (RowField | null)[];
  readonly sha256: string;
}

/** Imports a sheet of listings: checks all of it, waits for its owner's word, then creates them a hundred at a time. */
@Injectable()
export class ListingImport implements TaskRunner<ImportDetail>, OnModuleInit {
  readonly kind = LISTING_IMPORT;
  private readonly opened = new Map<string, Promise<Opened>>();

  constructor(
    private readonly tasks: TasksService,
    private readonly files: FileStore,
    private readonly rows: ListingRowsService,
    private readonly creation: ListingCreationService,
    private readonly imported: ImportedListings,
    private readonly actors: ActorQueries,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.tasks.add(this);
  }

  title({ detail }: TaskView<ImportDetail>, language: Language): string {
    return say(detail.kind === 'demand' ? T.taskTitleDemand : T.taskTitleOffering, language, { file: detail.fileName });
  }

  report(task: TaskView<ImportDetail>): VNode | null {
    return <ImportReport task={task} />;
  }

  forget(taskId: string): void {
    this.opened.delete(taskId);
  }

  /** Words of problems are in the language of who imports, as on a page of his. */
  async step(task: TaskView<ImportDetail>): Promise<TaskStep<ImportDetail>> {
    const { language, order, isTakenBack } = task.detail;
    if (isTakenBack) return this.imported.takeBack(task);
    const opened = await this.open(task);
    return runInRequest({ requestId: task.id, language, timeZone: null }, () => (order ? this.import(task, opened, order) : this.check(task, opened)));
  }

  private open(task: TaskView<ImportDetail>): Promise<Opened> {
    let opened = this.opened.get(task.id);
    if (!opened) {
      opened = this.read(task.inputFileId!);
      opened.catch(() => this.opened.delete(task.id));
      this.opened.set(task.id, opened);
    }
    return opened;
  }

  private async read(fileId: string): Promise<Opened> {
    const file = await this.files.find(fileId);
    const sheet = await readTable(file.type, await this.files.read(fileId));
    const fields = fieldsOf(sheet.heading);
    if (!fields.includes('title')) throw new AppError(IMPORT_ERRORS.noTitle);
    return { sheet, fields, sha256: file.sha256 };
  }

  private async check({ detail }: TaskView<ImportDetail>, { sheet, fields }: Opened): Promise<TaskStep<ImportDetail>> {
    const shown: RowProblem[] = [];
    let good = 0;
    for (const [i, { number, cells }] of sheet.rows.entries()) {
      const reading = this.rows.read(detail.kind, rowOf(fields, cells), detail.language);
      if (reading.ok) good += 1;
      else if (shown.length < SHOWN) shown.push({ row: number, problems: wordsOf(reading, detail.language) });
      // Others want the processor too.
      if (i % BATCH === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const columns = sheet.heading.map((name, i) => ({ name: name.slice(0, 60), field: fields[i] ?? null }));
    const checked = { columns, good, refused: sheet.rows.length - good, shown };
    return { status: 'asking', done: 0, total: sheet.rows.length, detail: { ...detail, checked } };
  }

  private async import(task: TaskView<ImportDetail>, { sheet, fields, sha256 }: Opened, { submit }: { submit: boolean }): Promise<TaskStep<ImportDetail>> {
    const { detail, done } = task;
    if (done === 0) await this.imported.begin(task.id);
    const batch = sheet.rows.slice(done, done + BATCH);
    const readings = batch.map(({ number, cells }) => ({ number, reading: this.rows.read(detail.kind, rowOf(fields, cells), detail.language) }));
    const items = readings.flatMap(({ number, reading }) => (reading.ok ? [{ number, item: keyed(reading.item, sha256, number) }] : []));
    const refused: RowProblem[] = readings.flatMap(({ number, reading }) => (reading.ok ? [] : [{ row: number, problems: wordsOf(reading, detail.language) }]));
    const counts = { created: 0, existing: 0 };
    if (items.length > 0) {
      const actor = await this.actors.byPersonId(task.ownerId);
      if (!actor) throw new AppError(IMPORT_ERRORS.unreadable);
      const request = { kind: detail.kind, enterpriseId: task.enterpriseId!, submit };
      const creations = await this.creation.createMany(actor, request, items.map(({ item }) => item), (manager, ids) => this.imported.note(manager, task, ids));
      creations.forEach((creation, i) => {
        if (creation.result === 'refused') refused.push({ row: items[i]!.number, problems: wordsOf({ ok: false, problems: creation.problems }, detail.language) });
        else counts[creation.result] += 1;
      });
    }
    await this.note(task.id, refused);
    const next: ImportDetail = { ...detail, created: detail.created + counts.created, existing: detail.existing + counts.existing, refused: detail.refused + refused.length };
    const place = { done: done + batch.length, total: sheet.rows.length, detail: next };
    if (place.done < sheet.rows.length) return { ...place, status: 'running' };
    return { ...place, status: 'done', ...(next.refused > 0 && { fileId: await this.writeRefused(task, sheet) }) };
  }

  private async note(taskId: string, refused: readonly RowProblem[]): Promise<void> {
    await this.database.query(
      `insert into import_refusal (task_id, row, problems) select $1, row, problems from unnest($2::int[], $3::text[]) as r(row, problems)
         on conflict (task_id, row) do update set problems = excluded.problems`,
      [taskId, refused.map(({ row }) => row), refused.map(({ problems }) => problems)],
    );
  }

  /** The rows that were not taken, as they were, with what to change in a column of its own. */
  private async writeRefused({ id, detail, enterpriseId }: TaskView<ImportDetail>, { heading, rows }: Sheet): Promise<string> {
    const refused = await this.database.query<RowProblem>(`select row, problems from import_refusal where task_id = $1 order by row`, [id]);
    const cellsOf = new Map(rows.map(({ number, cells }) => [number, cells]));
    const width = heading.length;
    const lines = refused.map(({ row, problems }) => [...Array.from({ length: width }, (_, i) => cellsOf.get(row)?.[i] ?? ''), problems]);
    const text = csv([[...heading, say(T.problem, detail.language)], ...lines]);
    const name = say(T.refusedFile, detail.language, { file: detail.fileName.replace(/\.\w+$/, '') });
    const { id: fileId } = await this.files.write(Readable.from([Buffer.from(text)]), { name, ownerEnterpriseId: enterpriseId });
    return fileId;
  }
}

/** A row without a key of its own gets one of the file's, so that a step that is done twice creates nothing twice. */
function keyed(item: NewListing, sha256: string, row: number): NewListing {
  return item.externalId === null ? { ...item, externalId: `${sha256.slice(0, 16)}:${row}` } : item;
}

function wordsOf(reading: Extract<RowReading, { ok: false }>, language: Language): string {
  const column = (field: string): string => {
    const [name = ''] = field.split('.');
    const known = { regionCode: 'region', industryCode: 'industry', categoryCode: 'category' }[name] ?? name;
    return known in COLUMN_NAMES ? `${COLUMN_NAMES[known as RowField][language]}${language === 'zh' ? '：' : ': '}` : '';
  };
  return [...new Set(reading.problems.map((problem) => `${column(problem.field)}${say(problem, language, problem.params)}`))].join(language === 'zh' ? '' : ' ');
}
