import type { ComponentChildren, VNode } from 'preact';
import type { Language } from '../../shared/language.js';
import { say } from '../../shared/language.js';
import { texts } from '../texts.js';
import { MAIL_DARK as D, MAIL_LIGHT as L } from './mail-colours.js';
import type { MailContent } from './mail-content.js';
import { mailAddress, oneLine } from './mail-content.js';
import { mailTexts } from './mail.texts.js';

const FONT = "font-family:'PingFang SC','Microsoft YaHei',Arial,sans-serif";

/** An inline style: the only kind that every mail program keeps. */
export function css(size: number, line: number, colour: string, more = ''): string {
  return `${FONT};font-size:${size}px;line-height:${line}px;color:${colour}${more ? `;${more}` : ''}`;
}

/** For what programs do keep of a sheet: the phone's width, and the dark tokens. The mail reads well without it. */
const SHEET = [
  '@media (max-width:599px){.c{width:100%!important}.p{padding-left:16px!important;padding-right:16px!important}.b{display:block!important;width:100%!important;padding:0 0 10px!important}}',
  `@media (prefers-color-scheme:dark){.bg{background-color:${D.bg}!important}.fc{background-color:${D.face}!important}`,
  `.fc td,.fc h1,.fc p,.fc span{color:${D.ink}!important}.fc td{border-color:${D.hair}!important}.fc .q{color:${D.soft}!important}.fc .ok{color:${D.ok}!important}.fc .gap{color:${D.brass}!important}`,
  `.fc .blk{border-color:${D.ink}!important}.fc .b td{border-color:${D.accent}!important}.fc .b a,.fc a{color:${D.accent}!important}.fc .pri td{background-color:${D.accent}!important}.fc .pri a{color:${D.on}!important}}`,
].join('');

/** A table that only lays out; programs of the last twenty years need them. */
export function Grid({ children, width = '100%', ...rest }: { children: ComponentChildren; width?: string; class?: string; style?: string; bgcolor?: string }): VNode {
  const attributes = { role: 'presentation' as const, width, cellpadding: '0', cellspacing: '0', border: '0', ...rest };
  return <table {...attributes}>{children}</table>;
}

/** A full row of the letter with the usual gutters. */
export function Row({ style, children }: { style: string; children: ComponentChildren }): VNode {
  return (
    <tr>
      <td class="p" style={style}>
        {children}
      </td>
    </tr>
  );
}

export function MailLayout({ content, language, children }: { content: MailContent; language: Language; children: ComponentChildren }): VNode {
  const lang = language === 'zh' ? 'zh-Hans' : 'en';
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="x-apple-disable-message-reformatting" />
        <title>{oneLine(content.subject)}</title>
        <style>{SHEET}</style>
      </head>
      <body class="bg" style={`margin:0;padding:0;background-color:${L.bg}`}>
        <div style={`display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:${L.bg}`}>{content.preheader}</div>
        <div role="main" lang={lang}>
          <Grid class="bg" bgcolor={L.bg}>
            <tr>
              <td align="center" style="padding:16px 0">
                <Grid class="c fc" width="600" bgcolor={L.face} style={`width:600px;max-width:600px;background-color:${L.face};border-top:4px solid ${L.accent}`}>
                  <Row style={css(17, 24, L.ink, 'font-weight:bold;padding:20px 28px 0')}>
                    {say(texts.brand, language)}{' '}
                    <span class="q" style={`font-weight:normal;color:${L.soft};font-size:13px`}>
                      {say(texts.brandRegion, language)}
                    </span>
                  </Row>
                  <Row style={`${FONT};color:${L.ink};padding:16px 28px 2px`}>
                    <h1 style="margin:0;font-size:23px;line-height:34px;font-weight:bold">{oneLine(content.title)}</h1>
                  </Row>
                  {children}
                  <MailFooter content={content} language={language} />
                </Grid>
              </td>
            </tr>
          </Grid>
        </div>
      </body>
    </html>
  );
}

/** Why this mail, how to stop it, and the code to name on the phone. */
function MailFooter({ content, language }: { content: MailContent; language: Language }): VNode {
  const last = [content.reference, say(mailTexts.automatic, language)].filter(Boolean).join(language === 'zh' ? '。' : '. ');
  return (
    <tr>
      <td class="p q" style={css(13, 24, L.soft, `padding:16px 28px 24px;border-top:1px solid ${L.hair}`)}>
        {content.why}
        <br />
        {content.links?.map((link, i) => (
          <>
            {i > 0 && '　'}
            <a href={mailAddress(link.href)} style={`color:${L.accent}`}>
              {link.label}
            </a>
          </>
        ))}
        {content.links?.length ? <br /> : null}
        {last}
      </td>
    </tr>
  );
}
