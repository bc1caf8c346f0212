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
