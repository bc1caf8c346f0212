import fc from 'fast-check';
import { awaitedIn, ENGAGEMENT_LIFECYCLE } from './engagement.states.js';
import { ENGAGEMENT_STAGES, type EngagementStage } from './engagements.types.js';

const FORWARD = ['propose', 'negotiate', 'sign', 'accept', 'end'] as const;
const COMMANDS = [...FORWARD, 'resume-contact', 'resume-proposal', 'resume-negotiation', 'resume-signed'] as const;
const STAGES: readonly EngagementStage[] = [...ENGAGEMENT_STAGES, 'ended'];

describe('the lifecycle of an engagement', () => {
  it('is this table and nothing else', () => {
    const table = Object.fromEntries(STAGES.map((stage) => [stage, Object.fromEntries(COMMANDS.flatMap((c) => ENGAGEMENT_LIFECYCLE.find(stage, c) ?? []).map(({ command, to }) => [command, to]))]));
    expect(table).toEqual({
      contact: { propose: 'proposal', negotiate: 'negotiation', sign: 'signed', end: 'ended' },
      proposal: { negotiate: 'negotiation', sign: 'signed', end: 'ended' },
      negotiation: { sign: 'signed', end: 'ended' },
      signed: { accept: 'accepted', end: 'ended' },
      accepted: {},
      ended: { 'resume-contact': 'contact', 'resume-proposal': 'proposal', 'resume-negotiation': 'negotiation', 'resume-signed': 'signed' },
    });
  });

  it('never leaves a signature or an acceptance to one side alone', () => {
    for (const command of ['sign', 'accept'] as const) expect(ENGAGEMENT_LIFECYCLE.transitions.find((t) => t.command === command)?.by).toEqual(['both', 'officer']);
    expect(STAGES.map((stage) => ENGAGEMENT_LIFECYCLE.commands(stage, 'side'))).toEqual([['propose', 'negotiate', 'end'], ['negotiate', 'end'], ['end'], ['end'], [], []]);
  });

  it('only goes forward but for the undo of an end, whatever is tried in whatever order, and is accepted only after it was signed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FORWARD), { maxLength: 30 }), (tried) => {
        const way: EngagementStage[] = ['contact'];
        for (const command of tried) {
          const transition = ENGAGEMENT_LIFECYCLE.find(way.at(-1)!, command);
          if (transition) way.push(transition.to);
        }
        const places = way.map((stage) => STAGES.indexOf(stage));
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
        if (way.includes('accepted')) expect(way.at(-2)).toBe('signed');
      }),
    );
  });

  it('asks for the signature first, then for the acceptance', () => {
    expect(STAGES.map(awaitedIn)).toEqual(['signed', 'signed', 'signed', 'accepted', null, null]);
  });

  it('tells of every transition but of an undo, since nobody had heard of what it takes back', () => {
    expect([...new Set(ENGAGEMENT_LIFECYCLE.transitions.filter(({ command }) => !command.startsWith('resume-')).map(({ event }) => event))]).toEqual(['advanced', 'signed', 'accepted', 'ended'].map((past) => `engagement.${past}`));
  });
});
