import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** Done in the transaction of a command: a mailed link is used up together with what it does, or not at all. */
export type Alongside = (manager: EntityManager) => Promise<void>;

/** The way into the database for services: one transaction for a whole command. */
@Injectable()
export class Database {
  constructor(readonly dataSource: DataSource) {}

  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  /** Runs `work` in one transaction: all of it is kept, or none. Read committed; rows are locked by who changes them. */
  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work);
  }

  /** Joins the caller's transaction where there is one, else runs one of its own. */
  within<T>(manager: EntityManager | undefined, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return manager ? work(manager) : this.transaction(work);
  }

  /** Raw SQL for read models. Parameters are `$1…`; never build SQL from input. */
  query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.dataSource.query<Row[]>(sql, parameters);
  }
}
