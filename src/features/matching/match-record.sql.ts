const DEMAND = `jsonb_build_object('id', demand.id, 'code', demand.code, 'title', demand.title, 'status', demand.status,
  'categoryCode', demand.category_code, 'regionCode', demand.region_code, 'quantity', demand.quantity, 'effect', demand.effect,
  'budgetMin', demand.budget_min, 'budgetMax', demand.budget_max, 'deadline', demand.deadline, 'seats', demand.seats)`;

const OFFERING = `jsonb_build_object('id', offering.id, 'code', offering.code, 'title', offering.title, 'status', offering.status)`;

const enterprise = (alias: string): string =>
  `jsonb_build_object('id', ${alias}.id, 'code', ${alias}.code, 'name', ${alias}.name, 'regionCode', ${alias}.region_code,
     'size', ${alias}.size, 'registeredAt', ${alias}.created_at)`;

const EVIDENCE = `coalesce((
  select jsonb_agg(jsonb_build_object('attribute', proof.attribute, 'value', proof.value, 'note', proof.note, 'source', proof.source,
    'checkedAt', proof.checked_at, 'validUntil', proof.valid_until) order by proof.source, proof.created_at, proof.id)
  from evidence proof where proof.enterprise_id = provider.id), '[]')`;

const RECORD = `(
  select jsonb_build_object('invited', count(*), 'answered', count(*) filter (where past.answered_at is not null))
  from match past where past.offering_enterprise_id = provider.id and past.invited_at is not null and past.status not in ('invited', 'withdrawn'))`;

/** A `MatchRecord` of each row; add `where` and what follows. `m` is the match. No contact is among the columns. */
export const SELECT_MATCH = `
  select m.id, m.status, m.score, m.is_exploring as "isExploring", m.is_volunteer as "isVolunteer", m.explanation,
    m.invited_at as "invitedAt", m.answer_due_at as "answerDueAt", m.answered_at as "answeredAt", m.answered_by as "answeredBy",
    m.message, m.interested_at as "interestedAt", m.reply_due_at as "replyDueAt", m.replied_at as "repliedAt",
    m.replied_by as "repliedBy", m.reply_message as "replyMessage", m.reason, m.passed_to as "passedTo", m.ended_at as "endedAt",
    ${DEMAND} as demand, ${OFFERING} as offering, ${enterprise('factory')} as factory, ${enterprise('provider')} as provider,
    ${EVIDENCE} as evidence, ${RECORD} as record, engagement.id as "engagementId"
  from match m
  join listing demand on demand.id = m.demand_id
  join listing offering on offering.id = m.offering_id
  join enterprise factory on factory.id = m.demand_enterprise_id
  join enterprise provider on provider.id = m.offering_enterprise_id
  left join engagement on engagement.match_id = m.id`;
