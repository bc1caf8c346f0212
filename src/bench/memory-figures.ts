import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { AskingWork, MemoryFigures, MemoryUse } from './asking-process.js';
import { size } from './machine.js';

/** What a process that serves pages has in memory before and after it was asked. @throws Error when it ends before it says so */
export function measureMemory(work: AskingWork): Promise<MemoryFigures> {
  const child = fork(join(import.meta.dirname, 'asking-process.js'), { execArgv: ['--expose-gc'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.send(work);
  return new Promise((resolve, reject) => {
    child.once('message', (figures) => resolve(figures as MemoryFigures));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The process that is asked ended with ${code}.`)));
  });
}

export function printMemory({ answeredBy, before, after, asked }: MemoryFigures, print: (line: string) => void): void {
  const shown = ({ heap, buffers, resident }: MemoryUse): string => `${size(heap)} heap, ${size(buffers)} buffers, ${size(resident)} resident`;
  print(`  a process that serves pages: ${shown(before)}; after ${asked.toLocaleString('en')} questions, answered by ${answeredBy}: ${shown(after)}`);
}
