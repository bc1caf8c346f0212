import { spawn } from 'node:child_process';
import { isErrno } from '../../../shared/errno.js';
import { EmbedderError } from '../embedder.js';

/** The slowest line that is worth waiting for: 300 MB in a quarter of an hour. */
const TIMEOUT_MS = 15 * 60_000;
const SHOWN_LINES = 12;

/**
 * Runs a program that this machine may have. False when it has none of that name.
 * @throws EmbedderError with the end of what it printed when it fails or does not end
 */
export function runProgram(program: string, args: readonly string[], folder: string): Promise<boolean> {
  return new Promise((done, failed) => {
    // On Windows both mvn and npm are scripts, which only a shell can start.
    const child = spawn(program, args, { cwd: folder, shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-20_000)));
    child.once('error', (error) => {
      clearTimeout(timer);
      if (isErrno(error, 'ENOENT')) done(false);
      else failed(new EmbedderError(`${program}: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) return done(true);
      const end = output.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
      failed(new EmbedderError(`${program} ${args[0]} failed (${signal ?? code}):\n${end}`));
    });
  });
}
