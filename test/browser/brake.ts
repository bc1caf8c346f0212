import { EventEmitter, once } from 'node:events';
import { TasksService } from '../../src/features/tasks/tasks.service.js';
import type { TaskRunner } from '../../src/features/tasks/tasks.types.js';
import type { TestApp } from '../support/app.js';

/** Holds long work of one kind between two steps, so that its page can be looked at on the way. */
export class Brake {
  private readonly runner: TaskRunner<object>;
  private readonly turns = new EventEmitter();
  private isHeld = true;

  /** @param steps how many are done before it holds */
  constructor(test: TestApp, kind: string, private steps: number) {
    this.runner = test.app.get(TasksService, { strict: false }).runner(kind);
    const step = this.runner.step.bind(this.runner);
    this.runner.step = async (task) => {
      while (this.isHeld && this.steps === 0) await once(this.turns, 'on');
      this.steps -= 1;
      return step(task);
    };
  }

  /** Lets one more step be done. */
  ease(): void {
    this.steps += 1;
    this.turns.emit('on');
  }

  release(): void {
    this.isHeld = false;
    // The class has its own below.
    Reflect.deleteProperty(this.runner, 'step');
    this.turns.emit('on');
  }
}
