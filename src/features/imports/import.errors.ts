import { defineErrors } from '../../shared/errors.js';

export const IMPORT_ERRORS = defineErrors({
  noFile: { code: 'import.no-file', kind: 'invalid', zh: '还没有选文件。请选一个 Excel（xlsx）或 CSV 文件。', en: 'No file was chosen. Choose an Excel (xlsx) or CSV file.' },
  notASheet: { code: 'import.not-a-sheet', kind: 'unsupported', zh: '这不是表格。请用 Excel（xlsx）或 CSV 文件；老的 xls 请另存为 xlsx。', en: 'This is no sheet. Use Excel (xlsx) or CSV; save an old xls as xlsx first.' },
  unreadable: { code: 'import.unreadable', kind: 'invalid', zh: '这个表格读不出来，可能没存好或设了密码。请打开看看，去掉密码，另存一份再传。', en: 'The sheet cannot be read; it may be broken or have a password. Open it, take the password away and save it anew.' },
  tooManyRows: { code: 'import.too-many-rows', kind: 'invalid', zh: '一次最多导 {most} 行。请分成几个文件，一个一个来。', en: 'At most {most} rows at a time. Split it into several files.' },
  neverBegun: { code: 'import.never-begun', kind: 'conflict', zh: '还没有导入，没有什么要撤回。', en: 'Nothing has been imported yet, so there is nothing to take back.' },
  empty: { code: 'import.empty', kind: 'invalid', zh: '表里只有表头，没有内容。请在表头下面一行一条地填。', en: 'There is a heading and nothing below it. Write one listing a row.' },
  noTitle: { code: 'import.no-title', kind: 'invalid', zh: '第一行里没找到「标题」这一列。第一行请写列名，可以下载模板对照。', en: 'The first row has no column “Title”. Write the names of the columns there; the template shows them.' },
});
