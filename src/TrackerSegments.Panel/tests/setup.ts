import { options, render } from 'preact';
import { afterEach } from 'vitest';

// A few tests read files only and have no page.
if (typeof window !== 'undefined') {
  // Effects run at once: left to the next frame, they outlive the test's page and fail where nobody expects them.
  options.requestAnimationFrame = queueMicrotask;

  // What a test does not answer itself is refused: a request under way would be aborted with the page, noisily.
  window.fetch = (address) => Promise.reject(new TypeError(`No test answers ${String(address)}.`));

  // What can be dragged warns where the page has no stylesheet that lets it scroll.
  document.head.insertAdjacentHTML('beforeend', '<style>.board, .cards-scroller { overflow-x: auto }</style>');

  afterEach(() => {
    for (const root of [...document.body.children]) {
      render(null, root);
    }
  });
}
