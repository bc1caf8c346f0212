import type { EntityManager } from 'typeorm';
import type { PersonActor } from '../../shared/actor.js';
import type { AppError } from '../../shared/errors.js';
import type { Text } from '../../shared/language.js';
import type { Match } from './match.entity.js';
import { MATCH_ERRORS, matchRefusal } from './match.errors.js';
import { WITHDRAW_TEXTS, type WithdrawReason } from './match.reasons.js';
import { ANSWERER_TEXTS, MATCH_ANSWER_TEXTS, MATCH_STATUS_TEXTS } from './match.texts.js';

/** The refusal of a provider's answer that comes too late, saying who answered what, or what became of the invitation. */
export async function lateAnswer(manager: EntityManager, actor: PersonActor, match: Match): Promise<AppError> {
  if (match.status === 'expired') return matchRefusal(MATCH_ERRORS.expired, {});
  if (match.status === 'withdrawn') return withdrawal(match);
  if (match.answeredBy === null) return matchRefusal(MATCH_ERRORS.notPossible, { status: MATCH_STATUS_TEXTS[match.status] });
  const answer = match.status === 'declined' ? MATCH_ANSWER_TEXTS.declined : MATCH_ANSWER_TEXTS.interested;
  return matchRefusal(MATCH_ERRORS.alreadyAnswered, { name: await nameOf(manager, actor, match.answeredBy), answer });
}

/** The same for a factory's answer to an interest. */
export async function lateReply(manager: EntityManager, actor: PersonActor, match: Match): Promise<AppError> {
  if (match.status === 'lapsed') return matchRefusal(MATCH_ERRORS.lapsed, {});
  if (match.status === 'withdrawn') return withdrawal(match);
  if (match.repliedBy === null) return matchRefusal(MATCH_ERRORS.notPossible, { status: MATCH_STATUS_TEXTS[match.status] });
  const answer = match.status === 'refused' ? MATCH_ANSWER_TEXTS.refused : MATCH_ANSWER_TEXTS.accepted;
  return matchRefusal(MATCH_ERRORS.alreadyAnswered, { name: await nameOf(manager, actor, match.repliedBy), answer });
}

function withdrawal(match: Match): AppError {
  return matchRefusal(MATCH_ERRORS.withdrawn, { reason: WITHDRAW_TEXTS[match.reason as WithdrawReason] });
}

/** Only ever the name of somebody of the reader's own enterprise. */
async function nameOf(manager: EntityManager, actor: PersonActor, personId: string): Promise<Text | string> {
  if (personId === actor.personId) return ANSWERER_TEXTS.you;
  const [person] = await manager.query<{ name: string }[]>('select name from person where id = $1', [personId]);
  return person?.name ?? ANSWERER_TEXTS.colleague;
}
