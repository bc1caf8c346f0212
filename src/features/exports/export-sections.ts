import { EXPORT_TEXTS as T } from './export.texts.js';

/** The latest of each, so that one workbook stays one that opens. */
export const MOST_ROWS = 20_000;

type Word = keyof typeof T;

/** One sheet: its columns in the order in which its query answers them. */
export interface ExportSection {
  readonly name: Word;
  readonly columns: readonly Word[];
  /** `$1` is the person, `$2` the enterprises in which the person sits. */
  readonly sql: string;
}

/** What one may see of a match in its pages is what one may carry away: a factory all, a provider what it was told of. */
const MY_MATCHES = `(m.demand_enterprise_id = any($2::uuid[]) or (m.offering_enterprise_id = any($2::uuid[]) and (m.status <> 'suggested' or m.is_volunteer)))`;

/** Everything that is a person's own, or of the person's enterprises. Contacts of the other side are not among it. */
export const EXPORT_SECTIONS: readonly ExportSection[] = [
  {
    name: 'account',
    columns: ['name', 'email', 'phone', 'language', 'since'],
    sql: `select name, email, phone, language, created_at from person where id = $1 and $2::uuid[] is not null`,
  },
  {
    name: 'memberships',
    columns: ['code', 'enterprise', 'uscc', 'status', 'role', 'since'],
    sql: `select e.code, e.name, e.uscc, e.status, m.role, m.created_at from member m join enterprise e on e.id = m.enterprise_id
           where m.person_id = $1 and $2::uuid[] is not null order by m.created_at desc`,
  },
  {
    name: 'listings',
    columns: ['code', 'kind', 'enterprise', 'status', 'heading', 'body', 'category', 'region', 'budgetMin', 'budgetMax', 'since', 'published'],
    sql: `select l.code, l.kind, e.name, l.status, l.title, l.body, l.category_code, l.region_code, l.budget_min, l.budget_max, l.created_at, l.published_at
            from listing l join enterprise e on e.id = l.enterprise_id where l.enterprise_id = any($2::uuid[]) and $1::uuid is not null order by l.created_at desc, l.id`,
  },
  {
    name: 'matches',
    columns: ['demand', 'heading', 'factory', 'offering', 'provider', 'status', 'score', 'invited', 'answered', 'message'],
    sql: `select d.code, d.title, f.name, o.code, p.name, m.status, m.score, m.invited_at, m.answered_at, m.message
            from match m join listing d on d.id = m.demand_id join listing o on o.id = m.offering_id
            join enterprise f on f.id = m.demand_enterprise_id join enterprise p on p.id = m.offering_enterprise_id
           where ${MY_MATCHES} and $1::uuid is not null order by m.created_at desc, m.id`,
  },
  {
    name: 'engagements',
    columns: ['demand', 'heading', 'factory', 'offering', 'provider', 'status', 'opened', 'ended', 'reason'],
    sql: `select d.code, d.title, f.name, o.code, p.name, g.stage, g.opened_at, g.ended_at, g.end_reason
            from engagement g join listing d on d.id = g.demand_id join listing o on o.id = g.offering_id
            join enterprise f on f.id = g.demand_enterprise_id join enterprise p on p.id = g.offering_enterprise_id
           where (g.demand_enterprise_id = any($2::uuid[]) or g.offering_enterprise_id = any($2::uuid[])) and $1::uuid is not null order by g.opened_at desc, g.id`,
  },
  {
    name: 'searches',
    columns: ['search', 'since'],
    sql: `select search, created_at from saved_search where person_id = $1 and removed_at is null and $2::uuid[] is not null order by created_at desc`,
  },
  {
    name: 'mails',
    columns: ['kind', 'email', 'status', 'since', 'sent'],
    sql: `select template, address, status, created_at, sent_at from mail_message where person_id = $1 and $2::uuid[] is not null order by created_at desc, id`,
  },
];
