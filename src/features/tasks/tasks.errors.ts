import { defineErrors } from '../../shared/errors.js';

export const TASK_ERRORS = defineErrors({
  notFound: { code: 'task.not-found', kind: 'not-found', zh: '没有这项工作，可能已经清理。', en: 'There is no such piece of work; it may have been cleared away.' },
  notNow: { code: 'task.not-now', kind: 'conflict', zh: '它刚刚变了。请看看现在的情况再决定。', en: 'It has just changed. Look at how it stands now.' },
  tooMany: { code: 'task.too-many', kind: 'too-many', zh: '您有 {count} 项还在进行。等其中一项做完，再开始新的。', en: 'You have {count} under way. Let one of them end before you start another.' },
  broken: { code: 'task.broken', kind: 'unavailable', zh: '没有做完，是我们出了错。已经做好的都留着，可以接着做。', en: 'Not finished; the fault is ours. What was done is kept, and it can go on.' },
});
