import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../../config/settings.js';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';

/** Signs the browser of a request in and out: the session and its cookie together. */
@Injectable()
export class BrowserSessionService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly settings: Settings,
  ) {}

  /** Whoever was signed in before on this browser is not any more. */
  async begin(personId: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.endKnown(request);
    const { secret, maxAgeSeconds } = await this.sessions.begin(personId, request.headers['user-agent']);
    setSessionCookie(reply, this.settings, secret, maxAgeSeconds);
  }

  async end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.endKnown(request);
    clearSessionCookie(reply, this.settings);
  }

  private async endKnown(request: FastifyRequest): Promise<void> {
    const secret = readSessionCookie(request, this.settings);
    if (secret) await this.sessions.end(secret);
  }
}
