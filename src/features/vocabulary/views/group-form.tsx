import type { VNode } from 'preact';
import { Acts, Button } from '../../../web/components/button.js';
import { TextArea, TextField } from '../../../web/components/fields.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { useSay } from '../../../web/page-context.js';
import { DICTIONARY_TEXTS as T } from '../dictionary.texts.js';

interface GroupFormProps {
  action: string;
  values: FormValues;
  problems: readonly Problem[];
  /** Of a group that is there already: what its reader has seen. */
  version?: number;
}

/** The words and the note of a group, new or known. */
export function GroupForm({ action, values, problems, version }: GroupFormProps): VNode {
  const say = useSay();
  return (
    <Form action={action} values={values} problems={problems} labels={{ words: say(T.words), note: say(T.note) }}>
      <ErrorSummary />
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      <TextArea name="words" rows={6} hint={say(T.wordsHint)} required />
      <TextField name="note" hint={say(T.noteHint)} optional />
      <div class="f">
        <Acts>
          <Button>{say(T.save)}</Button>
        </Acts>
      </div>
    </Form>
  );
}
