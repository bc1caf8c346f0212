import type { INestApplicationContext } from '@nestjs/common';
import { CommandError } from './command.error.js';
import { Settings } from './config/settings.js';
import { emailField } from './features/identity/email-address.types.js';
import { OfficersService } from './features/identity/officers.service.js';
import { passwordProblem } from './features/identity/password.policy.js';
import { RESET_LINK } from './features/notifications/link-purposes.js';
import { TaxonomyService } from './features/taxonomy/taxonomy.service.js';
import { AuditLog } from './platform/audit/audit-log.js';
import { Database } from './platform/database/database.js';
import { MailLinks } from './platform/mail/mail-links.js';
import { type OfficerRole, SYSTEM } from './shared/actor.js';
import { Clock } from './shared/clock.js';
import { DAY_MS } from './shared/durations.js';

export const OFFICER_USAGE = `  officer create --email ADDRESS --name NAME --region CODE|all [--role reviewer|supervisor|administrator] [--password-stdin]
    makes an officer of a region (11, 12, 13) or of the secretariat (all). Without --password-stdin it prints a link, good for
    three days, under which the officer sets a password.`;

export interface OfficerOptions {
  readonly email: string;
  readonly name: string;
  readonly region: string;
  readonly role: string;
}

const ROLES: readonly OfficerRole[] = ['reviewer', 'supervisor', 'administrator'];
const LINK_MS = 3 * DAY_MS;

/** Appoints an officer; returns the line to print. @throws Error with a line that says what to type instead */
export async function createOfficer(app: INestApplicationContext, options: OfficerOptions & { password: string | undefined }): Promise<string> {
  const email = emailField.safeParse(options.email);
  if (!email.success) throw new CommandError(`--email ${options.email} is not an e-mail address`);
  const role = ROLES.find((name) => name === options.role);
  if (!role) throw new CommandError(`--role must be one of ${ROLES.join(', ')}`);
  const region = options.region === 'all' ? null : app.get(TaxonomyService, { strict: false }).region(options.region);
  if (region === undefined) throw new CommandError(`--region ${options.region} is not a region: 11, 12, 13 or all`);
  const problem = options.password === undefined ? null : passwordProblem(options.password, { email: email.data });
  if (problem) throw new CommandError(problem.en);

  const settings = app.get(Settings, { strict: false });
  const officers = app.get(OfficersService, { strict: false });
  const { personId } = await app.get(Database, { strict: false }).transaction(async (manager) => {
    const appointed = await officers.appoint(
      {
        email: email.data,
        name: options.name,
        language: settings.defaultLanguage,
        regionCode: region?.code ?? null,
        authorityName: region ? { zh: `${region.nameZh}主管部门`, en: `Authority of ${region.nameEn}` } : { zh: '秘书处', en: 'Secretariat' },
        roles: [role],
        ...(options.password === undefined ? {} : { password: options.password }),
      },
      manager,
    );
    // Whoever has the command line has no account: the platform itself is who did it.
    await app.get(AuditLog, { strict: false }).append(manager, SYSTEM, {
      action: 'officer.appointed',
      subjectKind: 'officer',
      subjectId: appointed.officerId,
      data: { personId: appointed.personId, region: region?.code ?? 'all', role, by: 'command-line', isPasswordSet: options.password !== undefined },
    });
    return appointed;
  });
  if (options.password !== undefined) return `${email.data} can sign in at ${settings.publicUrl}/${settings.defaultLanguage}/login`;
  return `Open this link to set the password of ${email.data}: ${await passwordLink(app, personId)}`;
}

async function passwordLink(app: INestApplicationContext, personId: string): Promise<string> {
  const links = app.get(MailLinks, { strict: false });
  const expiresAt = new Date(app.get(Clock, { strict: false }).now().getTime() + LINK_MS);
  const { manager } = app.get(Database, { strict: false });
  const link = await links.create(manager, { purpose: RESET_LINK, personId, subjectId: personId, choice: null, messageId: null, expiresAt });
  return links.url(link, app.get(Settings, { strict: false }).defaultLanguage);
}
