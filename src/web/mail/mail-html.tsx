import type { Language } from '../../shared/language.js';
import { render } from '../render.js';
import { MailBlock } from './mail-blocks.js';
import type { MailContent } from './mail-content.js';
import { MailLayout } from './mail-layout.js';

/** The HTML of a mail: tables, 600 px, styles inline, no pictures; dark by media query. Everything typed is escaped. */
export function renderMailHtml(content: MailContent, language: Language): string {
  return render(
    <MailLayout content={content} language={language}>
      {content.blocks.map((block) => (
        <MailBlock block={block} language={language} />
      ))}
    </MailLayout>,
  );
}
