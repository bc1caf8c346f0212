import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor.js';

/** Recognises who sends a request. The adapter, on Passport, belongs to the identity feature. */
export abstract class Authenticator {
  /**
   * Anonymous when the request carries no credential, or one that has ended.
   * @throws AppError (unauthenticated) for a bearer token that is wrong: a program must learn of it
   */
  abstract authenticate(request: FastifyRequest, reply: FastifyReply): Promise<{ actor: Actor; credential: FastifyRequest['credential'] }>;
}
