import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthenticateCallback } from 'passport';

/** As much of a Passport instance as is needed to run a strategy. */
interface Passport {
  authenticate(strategy: string, options: { session: false }, callback: AuthenticateCallback): unknown;
}

type Verified = (error: unknown, user?: object | false) => void;

/** Tells Passport's callback how a promise came out; null means: nobody. */
export function settle(user: Promise<object | null>, done: Verified): void {
  user.then(
    (found) => done(null, found ?? false),
    (error: unknown) => done(error),
  );
}

/**
 * Runs one strategy on a request; null when it fails. Passport is written for Express but needs nothing of it here: our
 * callback takes the result, so that it neither answers nor redirects nor keeps a login session of its own.
 */
export function authenticateWith<User>(instance: Passport, strategy: string, request: FastifyRequest, reply: FastifyReply): Promise<User | null> {
  return new Promise((resolve, reject) => {
    const callback: AuthenticateCallback = (error: unknown, user) => {
      if (error) reject(error as Error);
      else resolve(user ? (user as User) : null);
    };
    const run = instance.authenticate(strategy, { session: false }, callback) as (request: FastifyRequest, reply: FastifyReply, next: (error?: unknown) => void) => void;
    run(request, reply, (error) => reject((error as Error | undefined) ?? new Error(`The Passport strategy ${strategy} passed a request on`)));
  });
}
