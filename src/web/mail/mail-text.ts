import type { Language } from '../../shared/language.js';
import { say } from '../../shared/language.js';
import { texts } from '../texts.js';
import type { MailBlockItem, MailContent, MailText } from './mail-content.js';
import { mailAddress, oneLine } from './mail-content.js';
import { mailTexts } from './mail.texts.js';

/** The plain-text twin of `renderMailHtml`: the same blocks in the same order, one link a line, lines left unwrapped. */
export function renderMailText(content: MailContent, language: Language): string {
  const parts = [
    `${say(texts.brand, language)} ${say(texts.brandRegion, language)}`,
    oneLine(content.title),
    ...content.blocks.map((block) => blockText(block, language)),
    ['-- ', ...footLines(content, language)].join('\n'),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function footLines(content: MailContent, language: Language): string[] {
  return [
    content.why,
    ...(content.links ?? []).map((link) => linkLine(link.label, link.href, language)),
    [content.reference, say(mailTexts.automatic, language)].filter(Boolean).join(language === 'zh' ? '。' : '. '),
  ];
}

function linkLine(label: string, href: string, language: Language): string {
  return say(mailTexts.linkLine, language, { label, href: mailAddress(href) });
}

function flat(text: MailText): string {
  return typeof text === 'string' ? text : text.map((part) => (typeof part === 'string' ? part : part.strong)).join('');
}

function blockText(block: MailBlockItem, language: Language): string {
  switch (block.kind) {
    case 'text':
      return flat(block.text);
    case 'facts':
      return [
        ...(block.title ? [oneLine(block.title), '-'.repeat(24)] : []),
        ...block.facts
          .filter((f) => f.value !== '')
          .map((f) => say(mailTexts.factLine, language, { term: f.term, value: oneLine(f.value) })),
      ].join('\n');
    case 'answers':
      return [...block.answers.map((a) => linkLine(a.label, a.href, language)), answersNote(block.note, language)].join('\n');
    case 'go':
      return [linkLine(block.link.label, block.link.href, language), ...(block.note ? [block.note] : [])].join('\n');
    case 'reasons':
      return [
        block.title,
        ...block.reasons.map((r) => `${r.kind === 'reason' ? '+' : '!'} ${say(mailTexts.factLine, language, { term: say(mailTexts[r.kind], language), value: oneLine(r.text) })}`),
      ].join('\n');
    case 'quote':
      return [...block.text.split(/\r?\n/).map((line) => `> ${line}`), ...(block.by ? [block.by] : [])].join('\n');
    case 'steps':
      return [...(block.title ? [block.title] : []), ...block.steps.map((text, i) => say(mailTexts.stepLine, language, { n: i + 1, text }))].join('\n');
  }
}

/** How a click is meant, before anything of the mail's own. */
export function answersNote(note: string | undefined, language: Language): string {
  const how = say(mailTexts.answersHow, language);
  return note ? `${how}${language === 'zh' ? '' : ' '}${note}` : how;
}
