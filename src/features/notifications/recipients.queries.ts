import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Language } from '../../shared/language.js';

/** Somebody who gets a mail, in their own language. */
export interface Recipient {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
}

const COLUMNS = 'person.id as "personId", person.name, person.email, person.language';

/** Whom a mail is for. Only addresses that were proved to be theirs, and only open accounts. */
@Injectable()
export class RecipientQueries {
  /** Those who act for an enterprise: its owners and editors. */
  async ofEnterprise(manager: EntityManager, enterpriseId: string): Promise<Recipient[]> {
    return manager.query<Recipient[]>(
      `select ${COLUMNS} from member join person on person.id = member.person_id
       where member.enterprise_id = $1 and member.role in ('owner', 'editor') and person.confirmed_at is not null and person.disabled_at is null
       order by person.id`,
      [enterpriseId],
    );
  }

  /** One person, whether the address is confirmed or not: the confirmation itself has to get there. */
  async person(manager: EntityManager, personId: string): Promise<Recipient[]> {
    return manager.query<Recipient[]>(`select ${COLUMNS} from person where person.id = $1 and person.disabled_at is null`, [personId]);
  }

  /** Those who were mailed about a subject before, by the kinds of mail. */
  async whoGot(manager: EntityManager, templates: readonly string[], subjectId: string): Promise<Recipient[]> {
    return manager.query<Recipient[]>(
      `select distinct ${COLUMNS} from mail_message message join person on person.id = message.person_id
       where message.subject_id = $2 and message.template = any($1::text[]) and person.confirmed_at is not null and person.disabled_at is null
       order by person.id`,
      [templates, subjectId],
    );
  }
}
