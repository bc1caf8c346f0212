import type { VNode } from 'preact';
import type { Language } from '../../shared/language.js';
import { say } from '../../shared/language.js';
import { MAIL_LIGHT as L } from './mail-colours.js';
import type { MailBlockItem, MailFact, MailLink, MailReason, MailText } from './mail-content.js';
import { mailAddress, oneLine } from './mail-content.js';
import { css, Grid, Row } from './mail-layout.js';
import { answersNote } from './mail-text.js';
import { mailTexts } from './mail.texts.js';

/** One block of a mail as rows of the letter. */
export function MailBlock({ block, language }: { block: MailBlockItem; language: Language }): VNode {
  switch (block.kind) {
    case 'text':
      return <Paragraph text={block.text} quiet={block.quiet ?? false} />;
    case 'facts':
      return <Facts {...(block.title !== undefined && { title: block.title })} facts={block.facts} />;
    case 'answers':
      return (
        <>
          <MailButtons answers={block.answers} />
          <ButtonNote text={answersNote(block.note, language)} />
        </>
      );
    case 'go':
      return (
        <>
          <MailButtons answers={[block.link]} />
          <ButtonNote text={block.note ?? ''} />
        </>
      );
    case 'reasons':
      return <MailReasons title={block.title} reasons={block.reasons} language={language} />;
    case 'quote':
      return <Quote text={block.text} by={block.by} />;
    case 'steps':
      return <Steps title={block.title} steps={block.steps} />;
  }
}

function Paragraph({ text, quiet }: { text: MailText; quiet: boolean }): VNode {
  const parts = typeof text === 'string' ? [text] : text;
  return (
    <Row style={quiet ? css(14, 23, L.soft, 'padding:8px 28px 6px') : css(16, 28, L.ink, 'padding:8px 28px 10px')}>
      <p class={quiet ? 'q' : undefined} style="margin:0">
        {parts.map((part) => (typeof part === 'string' ? part : <b>{part.strong}</b>))}
      </p>
    </Row>
  );
}

/** The title block: a heavy frame, a bold line, the facts ruled below it. */
function Facts({ title, facts }: { title?: string; facts: readonly MailFact[] }): VNode {
  const shown = facts.filter((f) => f.value !== '');
  const rule = (i: number): string => (i < shown.length - 1 ? `border-bottom:1px solid ${L.hair}` : 'border-bottom:0');
  return (
    <Row style="padding:8px 28px 0">
      <Grid class="blk" style={`border:2px solid ${L.ink}`}>
        {title && (
          <tr>
            <td colSpan={2} style={css(18, 28, L.ink, `font-weight:bold;padding:12px;border-bottom:1px solid ${L.hair}`)}>
              {oneLine(title)}
            </td>
          </tr>
        )}
        {shown.map((fact, i) => (
          <tr>
            <td class="q" valign="top" width="84" style={css(14, 24, L.soft, `padding:8px 12px;width:84px;${rule(i)}`)}>
              {fact.term}
            </td>
            <td style={css(16, 24, L.ink, `font-weight:bold;padding:8px 12px 8px 0;${rule(i)}`)}>
              {fact.href ? (
                <a href={mailAddress(fact.href)} style={`color:${L.accent}`}>
                  {oneLine(fact.value)}
                </a>
              ) : (
                oneLine(fact.value)
              )}
            </td>
          </tr>
        ))}
      </Grid>
    </Row>
  );
}

/** Widths in per cent: the first answer is the likely one, so its button is the widest. */
const WIDTHS: Record<number, readonly string[]> = { 2: ['58%', '42%'], 3: ['42%', '27%', '31%'] };

/** Padded cells of 48 px, one row on a wide screen, one below the other on a phone. */
function MailButtons({ answers }: { answers: readonly MailLink[] }): VNode {
  const widths = WIDTHS[answers.length];
  return (
    <Row style="padding:20px 28px 10px">
      <Grid class="c" width={answers.length === 1 ? '60%' : '100%'}>
        <tr>
          {answers.map((answer, i) => (
            <td class={i === 0 ? 'b pri' : 'b'} width={widths?.[i]} valign="top" style={i < answers.length - 1 ? 'padding:0 10px 0 0' : undefined}>
              <Grid>
                <tr>
                  <ButtonCell answer={answer} filled={i === 0} />
                </tr>
              </Grid>
            </td>
          ))}
        </tr>
      </Grid>
    </Row>
  );
}

function ButtonNote({ text }: { text: string }): VNode {
  return (
    <Row style={css(14, 23, L.soft, 'padding:0 28px 18px')}>
      <span class="q">{text}</span>
    </Row>
  );
}

function ButtonCell({ answer, filled }: { answer: MailLink; filled: boolean }): VNode {
  const ground = filled ? { bgcolor: L.accent } : {};
  const frame = `${filled ? `background-color:${L.accent};` : ''}border:2px solid ${L.accent};border-radius:4px`;
  return (
    <td align="center" {...ground} style={css(17, 22, L.ink, frame)}>
      <a href={mailAddress(answer.href)} style={css(17, 22, filled ? L.on : L.accent, 'display:block;padding:12px 8px;font-weight:bold;text-decoration:none')}>
        {answer.label}
      </a>
    </td>
  );
}

function MailReasons({ title, reasons, language }: { title: string; reasons: readonly MailReason[]; language: Language }): VNode {
  return (
    <Row style={`padding:18px 28px 14px;border-top:1px solid ${L.hair}`}>
      <Grid>
        <tr>
          <td colSpan={2} style={css(17, 28, L.ink, 'font-weight:bold;padding-bottom:6px')}>
            {title}
          </td>
        </tr>
        {reasons.map((reason) => (
          <tr>
            <td
              class={reason.kind === 'reason' ? 'ok' : 'gap'}
              valign="top"
              width="52"
              style={css(16, 26, reason.kind === 'reason' ? L.ok : L.brass, 'font-weight:bold;padding:3px 0;width:52px')}
            >
              {say(mailTexts[reason.kind], language)}
            </td>
            <td style={css(16, 26, L.ink, 'padding:3px 0')}>{oneLine(reason.text)}</td>
          </tr>
        ))}
      </Grid>
    </Row>
  );
}

function Quote({ text, by }: { text: string; by: string | undefined }): VNode {
  return (
    <Row style="padding:10px 28px">
      <Grid>
        <tr>
          <td style={css(16, 28, L.ink, `padding:2px 0 2px 14px;border-left:3px solid ${L.edge}`)}>
            {text.split(/\r?\n/).map((line, i) => (
              <>
                {i > 0 && <br />}
                {line}
              </>
            ))}
            {by && (
              <>
                <br />
                <span class="q" style={`font-size:14px;color:${L.soft}`}>
                  {by}
                </span>
              </>
            )}
          </td>
        </tr>
      </Grid>
    </Row>
  );
}

function Steps({ title, steps }: { title: string | undefined; steps: readonly string[] }): VNode {
  return (
    <Row style="padding:10px 28px 14px">
      <Grid>
        {title && (
          <tr>
            <td colSpan={2} style={css(17, 28, L.ink, 'font-weight:bold;padding-bottom:4px')}>
              {title}
            </td>
          </tr>
        )}
        {steps.map((step, i) => (
          <tr>
            <td class="q" valign="top" width="24" style={css(16, 26, L.soft, 'padding:3px 0;width:24px')}>
              {i + 1}
            </td>
            <td style={css(16, 26, L.ink, 'padding:3px 0')}>{step}</td>
          </tr>
        ))}
      </Grid>
    </Row>
  );
}
