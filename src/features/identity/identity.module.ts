import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Authenticator } from '../../platform/http/authenticator.js';
import { AccountPages } from './account.pages.js';
import { AccountsController } from './accounts.controller.js';
import { AccountQueries } from './accounts.queries.js';
import { ActorQueries } from './actors.queries.js';
import { ApiToken } from './api-token.entity.js';
import { ApiTokensService } from './api-tokens.service.js';
import { Authority } from './authority.entity.js';
import { BrowserSessionService } from './browser-session.service.js';
import { IdentityJobs } from './identity.jobs.js';
import { IdentityService } from './identity.service.js';
import { MeController } from './me.controller.js';
import { Officer } from './officer.entity.js';
import { OfficersService } from './officers.service.js';
import { PassportAuthenticator } from './passport-authenticator.js';
import { PasswordKeeperService } from './password-keeper.service.js';
import { PasswordLogin } from './password-login.js';
import { Passwords } from './passwords.js';
import { Person } from './person.entity.js';
import { RegisterAlonePages } from './register-alone.pages.js';
import { Session } from './session.entity.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { SignInPages } from './sign-in.pages.js';
import { TokensController } from './tokens.controller.js';

const SHARED = [IdentityService, SessionsService, BrowserSessionService, PasswordKeeperService, ApiTokensService, OfficersService, AccountQueries, ActorQueries];

/** Global, because the guard of every route asks for the `Authenticator`. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Person, Session, ApiToken, Authority, Officer])],
  controllers: [AccountsController, MeController, SessionsController, TokensController, SignInPages, RegisterAlonePages, AccountPages],
  providers: [...SHARED, Passwords, PasswordLogin, IdentityJobs, { provide: Authenticator, useClass: PassportAuthenticator }],
  exports: [...SHARED, Authenticator],
})
export class IdentityModule {}
