// What the portal gains from a script: drafts save themselves, estimates keep up while one types, officers have keys.
// Everything works without it; each part only spares the press of a button.

/** Calls `work` once the last call is `wait` ms old. */
const debounce = (work, wait) => {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, wait);
  };
};

/** A form as text, without its files: those go with the form itself. */
const bodyOf = (form) => {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  return body;
};

const send = (form, address, signal) => {
  const token = form.elements.namedItem('_csrf') || document.querySelector('input[name=_csrf]');
  return fetch(address, {
    method: 'POST',
    body: bodyOf(form),
    headers: token ? { 'x-csrf-token': token.value } : {},
    credentials: 'same-origin',
    signal,
  });
};

// <form data-autosave="address">: saves the draft two seconds after the last key, and when the page is left.
for (const form of document.querySelectorAll('form[data-autosave]')) {
  let isDirty = false;
  let isSubmitting = false;
  const save = async () => {
    if (!isDirty || isSubmitting) return;
    isDirty = false;
    try {
      const answer = await send(form, form.dataset.autosave);
      if (!answer.ok) throw new Error(String(answer.status));
      // What was saved is a new version: the next save, also by the button, is one of that.
      const version = answer.headers.get('x-version');
      if (version && form.elements.version) form.elements.version.value = version;
      const time = new Date().toTimeString().slice(0, 5);
      for (const hint of form.querySelectorAll('[data-saved]')) hint.textContent = hint.dataset.saved.replace('--:--', time);
    } catch {
      // Tried again with the next key; the button saves it in any case.
      isDirty = true;
    }
  };
  const later = debounce(save, 2000);
  form.addEventListener('input', () => {
    isDirty = true;
    later();
  });
  form.addEventListener('submit', () => {
    isSubmitting = true;
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save();
  });
}

// <div data-live="address" data-form="id">: shows what the server makes of the form as it stands. Older answers give way.
// <b data-heading="address"> repeats its heading elsewhere: on a phone, on top.
for (const part of document.querySelectorAll('[data-live]')) {
  const form = document.getElementById(part.dataset.form);
  if (!form) continue;
  let running;
  const refresh = debounce(async () => {
    if (running) running.abort();
    running = new AbortController();
    try {
      const answer = await send(form, part.dataset.live, running.signal);
      if (!answer.ok) return;
      part.innerHTML = await answer.text();
      const heading = part.querySelector('h2');
      for (const copy of document.querySelectorAll('[data-heading]')) {
        if (heading && copy.dataset.heading === part.dataset.live) copy.textContent = heading.textContent;
      }
    } catch {
      // Offline, or overtaken: what stands there stays, and the button asks again.
    }
  }, 800);
  form.addEventListener('input', refresh);
}

// <div data-task="address">: long work that goes on. Its progress moves as it does; at its end the page is loaded anew.
for (const part of document.querySelectorAll('[data-task]')) {
  const source = new EventSource(part.dataset.task);
  // Who presses a button is led on by that: a page loaded anew in between would use up what is said of it, and the undo.
  document.addEventListener('submit', () => source.close());
  source.addEventListener('message', ({ data }) => {
    const { status, done, words } = JSON.parse(data);
    part.querySelector('[data-task-words]').textContent = words;
    const bar = part.querySelector('progress');
    if (bar) bar.value = done;
    if (status === 'running' && (bar || done === 0)) return;
    source.close();
    location.reload();
  });
}

// <input data-suggest="address">: ends of what is typed, below the field: arrow keys or a tap take one over. Older answers give way.
for (const input of document.querySelectorAll('input[data-suggest]')) {
  const list = document.createElement('ul');
  list.className = 'sug';
  list.id = `${input.id}-list`;
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', input.labels[0].textContent);
  input.after(list);
  const states = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id, autocomplete: 'off' };
  for (const [name, state] of Object.entries(states)) input.setAttribute(name, state);
  let typed = input.value;
  let refused = '';
  let at = -1;
  let running;

  const choose = (next) => {
    at = next;
    for (const [i, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(i === at));
    if (at < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', list.children[at].id);
    input.value = at < 0 ? typed : list.children[at].textContent;
  };
  const show = (texts) => {
    at = -1;
    input.removeAttribute('aria-activedescendant');
    const options = texts.map((text, i) => {
      const option = document.createElement('li');
      option.id = `${list.id}-${i}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.textContent = text;
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = options.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
  };
  const ask = debounce(async () => {
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`, {
        headers: { 'accept-language': document.documentElement.lang },
        signal: running.signal,
      });
      const { items } = answer.ok ? await answer.json() : { items: [] };
      if (document.activeElement === input && typed !== refused) show(items.map(({ text }) => text));
    } catch {
      // Offline, or overtaken: one types on without it.
    }
  }, 150);

  input.addEventListener('input', ({ isComposing }) => {
    typed = input.value;
    refused = '';
    if (typed.trim() === '') show([]);
    if (!isComposing && typed.trim() !== '') ask();
  });
  input.addEventListener('compositionend', () => ask());
  input.addEventListener('keydown', (event) => {
    const { length } = list.children;
    if (event.isComposing) return;
    // What is still to be answered for these words opens nothing either.
    if (event.key === 'Escape') refused = typed;
    if (list.hidden) return;
    if (event.key === 'Escape') {
      choose(-1);
      show([]);
    } else if (event.key === 'ArrowDown') choose(at + 1 < length ? at + 1 : -1);
    else if (event.key === 'ArrowUp') choose(at < 0 ? length - 1 : at - 1);
    else return;
    event.preventDefault();
  });
  input.addEventListener('blur', () => {
    running?.abort();
    show([]);
  });
  // The field keeps the focus, so that the tap arrives.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    const i = [...list.children].indexOf(target);
    if (i < 0) return;
    choose(i);
    input.form.requestSubmit();
  });
}

// data-key: an officer's key clicks its button or ticks its box. Off while a field has the focus, and with a modifier.
const typing = 'textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio])';
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (event.target instanceof Element && event.target.closest(typing)) return;
  const key = event.key.toLowerCase();
  const target = key.length === 1 && document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
});

// <form data-upload="label" data-stop="word" data-failed="words">: its files go up with a bar and a button that stops them.
// Before the guard below: what was pressed twice is still sent once.
document.addEventListener('submit', (event) => {
  const form = event.target;
  const { upload, stop, failed } = form.dataset;
  const chosen = [...form.querySelectorAll('input[type=file]')].some(({ files }) => files.length > 0);
  if (!upload || form.dataset.sent || !chosen) return;
  event.preventDefault();
  form.querySelector('[data-going]')?.remove();
  const row = document.createElement('div');
  row.className = 'acts after';
  row.dataset.going = '';
  const bar = document.createElement('progress');
  bar.setAttribute('aria-label', upload);
  bar.max = 1;
  bar.value = 0;
  const words = document.createElement('span');
  words.textContent = upload;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn alt sm';
  button.textContent = stop;
  row.append(bar, words, button);
  form.append(row);

  const request = new XMLHttpRequest();
  /** Gives the form back as it is, files and all. */
  const giveBack = () => {
    row.remove();
    delete form.dataset.sent;
    event.submitter?.focus();
  };
  const fail = () => {
    const note = document.createElement('p');
    note.className = 'note bad after';
    note.dataset.going = '';
    note.setAttribute('role', 'alert');
    note.textContent = failed;
    giveBack();
    form.append(note);
  };
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.value = loaded / total;
    words.textContent = `${upload} ${Math.floor(bar.value * 100)}%`;
  });
  request.addEventListener('load', () => {
    const next = request.getResponseHeader('location');
    const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
    const main = answer.querySelector('main');
    if (next) location.assign(next);
    else if (main && request.status < 500) {
      // The form again, or a refusal: the page that a form without script would have led to. The heading stays where it is.
      document.title = answer.title;
      document.querySelector('main').replaceWith(main);
      main.tabIndex = -1;
      main.focus();
      scrollTo(0, 0);
    } else fail();
  });
  request.addEventListener('error', fail);
  request.addEventListener('abort', giveBack);
  button.addEventListener('click', () => request.abort());
  request.open('POST', form.getAttribute('action'));
  request.setRequestHeader('x-sent-by', 'script');
  request.send(new FormData(form, event.submitter));
});

// A second press of a button does not send a form twice; coming back by the back button frees it again.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.getAttribute('method') !== 'post') return;
  if (form.dataset.sent) event.preventDefault();
  else form.dataset.sent = '1';
});
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

// Times are shown by the reader's clock from the next page on.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && zone !== document.body.dataset.zone) {
  document.cookie = `zone=${zone};path=/;max-age=31536000;samesite=lax${location.protocol === 'https:' ? ';secure' : ''}`;
}

// The chosen card looks chosen before the server says so.
document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.type !== 'radio') return;
  for (const card of document.querySelectorAll('.ch.card')) card.classList.toggle('on', card.querySelector('input').checked);
});
