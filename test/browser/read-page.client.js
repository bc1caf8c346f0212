// Runs in the page that is looked at, and gives what a reader would meet there.
(() => {
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

  return {
    lang: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll('h1')].map((heading) => heading.innerText.trim()),
    text,
    unpainted: withoutGlyph([...new Set(text)].filter((character) => /[^\s\p{Cf}\p{M}]/u.test(character))),
    spilling: [...document.querySelectorAll('.sheet, .block > div, aside, td, .btn')]
      .filter((box) => box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1)
      .map((box) => box.innerText.trim().slice(0, 40)),
    isTooWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  };
})();
