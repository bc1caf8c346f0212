import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import { FileStore } from '../../platform/files/file-store.js';
import { AppError } from '../../shared/errors.js';
import { ActorQueries } from '../identity/actors.queries.js';
import { UntouchedRemovalService } from '../listings/untouched-removal.service.js';
import { TasksService } from '../tasks/tasks.service.js';
import type { TaskStep, TaskView } from '../tasks/tasks.types.js';
import { IMPORT_ERRORS } from './import.errors.js';
import type { ImportDetail } from './import.types.js';

/** Listings that are taken back in one transaction. */
const BATCH = 100;

interface Counts {
  readonly all: number;
  readonly removed: number;
  readonly kept: number;
}

/** What an import has made, and taking it back: a hundred at a time, as it came, so that a process that dies in between loses nothing. */
@Injectable()
export class ImportedListings {
  constructor(
    private readonly database: Database,
    private readonly removal: UntouchedRemovalService,
    private readonly actors: ActorQueries,
    private readonly tasks: TasksService,
    private readonly files: FileStore,
  ) {}

  /** In the transaction that makes them; refused when the import was stopped or is to be taken back since. */
  async note(manager: EntityManager, task: TaskView<ImportDetail>, ids: readonly string[]): Promise<void> {
    await this.tasks.assertCurrent(manager, task);
    await manager.query(`insert into import_listing (task_id, listing_id) select $1, id from unnest($2::uuid[]) as made(id)`, [task.id, ids]);
  }

  /** An import begins: what was taken back of an earlier try of the same sheet is no more counted. */
  async begin(taskId: string): Promise<void> {
    await this.database.query('delete from import_listing where task_id = $1 and is_gone is not null', [taskId]);
  }

  /** Takes back the next ones. After the last the sheet waits for its owner's word, as if it had just been checked. */
  async takeBack(task: TaskView<ImportDetail>): Promise<TaskStep<ImportDetail>> {
    const actor = await this.actors.byPersonId(task.ownerId);
    if (!actor) throw new AppError(IMPORT_ERRORS.unreadable);
    const { all, removed, kept } = await this.database.transaction(async (manager) => {
      await this.tasks.assertCurrent(manager, task);
      const ids = (
        await manager.query<{ id: string }[]>(`select listing_id as id from import_listing where task_id = $1 and is_gone is null order by listing_id limit ${BATCH}`, [task.id])
      ).map(({ id }) => id);
      const counts = await this.count(manager, task.id);
      if (counts.removed + counts.kept + ids.length === counts.all) await this.forgetRefusals(manager, task);
      const gone = await this.removal.remove(actor, manager, task.enterpriseId!, ids);
      await manager.query(`update import_listing set is_gone = listing_id = any($3::uuid[]) where task_id = $1 and listing_id = any($2::uuid[])`, [task.id, ids, gone]);
      return { ...counts, removed: counts.removed + gone.length, kept: counts.kept + ids.length - gone.length };
    });
    if (removed + kept < all) return { status: 'running', done: removed + kept, total: all, detail: task.detail };
    const { order: _order, isTakenBack: _isTakenBack, ...detail } = task.detail;
    const { good = 0, refused = 0 } = detail.checked ?? {};
    return { status: 'asking', done: 0, total: good + refused, detail: { ...detail, created: 0, existing: 0, refused: 0, takenBack: { removed, kept } } };
  }

  private async count(manager: EntityManager, taskId: string): Promise<Counts> {
    const [counts] = await manager.query<[Counts]>(
      `select count(*)::int as "all", count(*) filter (where is_gone)::int as removed, count(*) filter (where not is_gone)::int as kept from import_listing where task_id = $1`,
      [taskId],
    );
    return counts;
  }

  /** The rows that were not taken, and the sheet of them: another import says it anew. */
  private async forgetRefusals(manager: EntityManager, { id, fileId }: TaskView<ImportDetail>): Promise<void> {
    await manager.query('delete from import_refusal where task_id = $1', [id]);
    await manager.query('update task set file_id = null where id = $1', [id]);
    if (fileId !== null) await this.files.remove(manager, fileId);
  }
}
