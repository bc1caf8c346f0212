import { defineErrors } from '../../shared/errors.js';

export const fileErrors = defineErrors({
  tooLarge: {
    code: 'file.too-large',
    kind: 'too-large',
    zh: '文件超过 {megabytes} MB。请压缩，或者拆成几份再上传。',
    en: 'The file is larger than {megabytes} MB. Compress it, or upload it in parts.',
  },
  empty: {
    code: 'file.empty',
    kind: 'invalid',
    zh: '这个文件是空的。请检查后重新选择。',
    en: 'The file is empty. Check it and choose it again.',
  },
  unsupported: {
    code: 'file.unsupported',
    kind: 'unsupported',
    zh: '这种文件收不了。可以上传：PDF、Word、Excel、PowerPoint（docx、xlsx、pptx）、JPG、PNG、WebP、DWG、DXF、STEP、CSV、TXT。压缩包请先解开。',
    en: 'This kind of file is not taken. You can upload PDF, Word, Excel, PowerPoint (docx, xlsx, pptx), JPG, PNG, WebP, DWG, DXF, STEP, CSV and TXT. Unpack an archive first.',
  },
  disguised: {
    code: 'file.disguised',
    kind: 'unsupported',
    zh: '这个文件里只有文字，和它的后缀对不上，可能没存好。请打开看看，重新存一次再上传。',
    en: 'There is only text in this file, which its extension does not say; it may be broken. Open it, save it anew and upload that.',
  },
  unknown: {
    code: 'file.unknown',
    kind: 'not-found',
    zh: '找不到这个文件，可能已被移除。',
    en: 'There is no such file; it may have been removed.',
  },
});
