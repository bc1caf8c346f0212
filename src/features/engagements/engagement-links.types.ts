import { defineLinkPurpose } from '../../platform/mail/link-purpose.js';
import type { EngagementStage } from './engagements.types.js';
import type { Situation } from './situation.types.js';

/** How an engagement stands, and whether what the other side states is so. The link's subject is the engagement. */
export const OUTCOME_LINK = defineLinkPurpose({
  name: 'engagement.outcome',
  outcomes: {
    same: { zh: '还在谈，没有新的', en: 'Still at it, nothing new' },
    proposal: { zh: '方案出了', en: 'There is a proposal' },
    negotiation: { zh: '在商谈', en: 'We negotiate' },
    signed: { zh: '签约了', en: 'It is signed' },
    accepted: { zh: '验收了', en: 'It was accepted' },
    ended: { zh: '没谈成，结束', en: 'It came to nothing' },
    so: { zh: '对，就是这样', en: 'Yes, that is right' },
    otherwise: { zh: '不一样', en: 'It is otherwise' },
    'not-so': { zh: '没有这回事', en: 'Nothing of the kind' },
  },
});
export type OutcomeChoice = keyof typeof OUTCOME_LINK.outcomes;

/** What a side can answer; nothing where it is over, waits for the other side, or is an officer's to settle. */
export function choicesFor(situation: Situation, stage: EngagementStage): readonly OutcomeChoice[] {
  if (situation.is === 'asked') return ['so', 'otherwise', 'not-so'];
  if (situation.is !== 'free') return [];
  if (situation.stage === 'accepted') return ['accepted', 'same', 'ended'];
  const reports: Partial<Record<EngagementStage, readonly OutcomeChoice[]>> = { contact: ['proposal', 'negotiation'], proposal: ['negotiation'] };
  return [...(reports[stage] ?? []), 'signed', 'same', 'ended'];
}
