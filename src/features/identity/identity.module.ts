import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Authenticator } from '../../platform/http/authenticator.js';
import { ActorQueries } from './actors.queries.js';
import { ApiToken } from './api-token.entity.js';
import { ApiTokensService } from './api-tokens.service.js';
import { Authority } from './authority.entity.js';
import { Officer } from './officer.entity.js';
import { PassportAuthenticator } from './passport-authenticator.js';
import { Person } from './person.entity.js';
import { Session } from './session.entity.js';
import { SessionsService } from './sessions.service.js';

/** Global, because the guard of every route asks for the `Authenticator`. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Person, Session, ApiToken, Authority, Officer])],
  providers: [ActorQueries, SessionsService, ApiTokensService, { provide: Authenticator, useClass: PassportAuthenticator }],
  exports: [Authenticator, ActorQueries, SessionsService, ApiTokensService],
})
export class IdentityModule {}
