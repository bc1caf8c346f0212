// Runs in the page that is looked at, and gives what a reader would meet there. `painted`: characters that are known to have a glyph.
((painted) => {
  const spoken = [...document.querySelectorAll('[aria-label], [alt], [title], [placeholder]')].flatMap((element) =>
    ['aria-label', 'alt', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
  );
  const text = [document.title, document.body.innerText, ...spoken].join('\n');

  /** Characters that are painted like one that no font has. */
  const withoutGlyph = (characters) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 20;
    const paper = canvas.getContext('2d', { willReadFrequently: true });
    paper.font = `16px ${getComputedStyle(document.body).fontFamily}`;
    paper.textBaseline = 'top';
    const paint = (character) => {
      paper.clearRect(0, 0, 20, 20);
      paper.fillText(character, 0, 0);
      return paper.getImageData(0, 0, 20, 20).data.filter((_, i) => i % 4 === 3).join();
    };
    const missing = paint('\u{2FFFF}');
    return characters.filter((character) => paint(character) === missing);
  };

  /** Words of a picture that reach out of it, or lie over others. */
  const crowded = [...document.querySelectorAll('svg')].flatMap((picture) => {
    const frame = picture.getBoundingClientRect();
    const words = [...picture.querySelectorAll('text')].map((one) => ({ text: one.textContent, ...one.getBoundingClientRect().toJSON() })).filter(({ width }) => width > 0);
    const isOut = (one) => one.left < frame.left - 2 || one.right > frame.right + 2;
    // The height of a line is more than that of its signs.
    const isOver = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > a.height / 2;
    return words.flatMap((one, i) => [...(isOut(one) ? [one.text] : []), ...words.slice(i + 1).filter((other) => isOver(one, other)).map((other) => `${one.text} / ${other.text}`)]);
  });

  /** Latin words that break in the middle, where nothing but want of room breaks them. */
  const broken = [...document.querySelectorAll('b, th, dt, .btn, h1, h2, h3, label')].filter((one) => {
    const word = one.childElementCount === 0 && /^[A-Za-z]{2,20}$/.test(one.textContent.trim());
    if (!word) return false;
    const range = document.createRange();
    range.selectNodeContents(one);
    return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1;
  });

  // Painting takes longer than all the rest together, and most pages have the same characters.
  const characters = [...new Set(text)].filter((character) => !painted.includes(character) && /[^\s\p{Cf}\p{M}]/u.test(character));

  return {
    crowded,
    broken: broken.map((one) => one.textContent.trim()),
    lang: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll('h1')].map((heading) => heading.innerText.trim()),
    text,
    characters,
    unpainted: withoutGlyph(characters),
    spilling: [...document.querySelectorAll('.sheet, .block > div, aside, td, .btn')]
      .filter((box) => box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1)
      .map((box) => box.innerText.trim().slice(0, 40)),
    isTooWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  };
})
