import { openableUrl } from '../format/links';
import type { Host } from './host';

const usuallyWithinMs = 30_000;

/** The panel in a browser tab of its own, served by the service itself. */
export function standaloneHost(page: Window & typeof globalThis = window): Host {
  const asked = new URLSearchParams(page.location.search);
  const language = asked.get('lang');
  const direction = asked.get('dir');
  return {
    locales: [...(language === null ? [] : [language]), ...page.navigator.languages],
    ...(direction === 'rtl' || direction === 'ltr' ? { direction } : {}),

    async send(path, request) {
      const response = await page.fetch(new URL(path, page.document.baseURI), {
        method: request.method,
        headers: {
          accept: 'application/json, application/problem+json',
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(request.ifMatch === undefined ? {} : { 'if-match': request.ifMatch }),
          ...(request.isNew ? { 'if-none-match': '*' } : {}),
        },
        ...(request.body === undefined ? {} : { body: request.body }),
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(request.answerWithinMs ?? usuallyWithinMs),
      });
      return { status: response.status, body: await response.text(), etag: response.headers.get('etag') };
    },

    openItem(url) {
      const safe = openableUrl(url);
      if (safe) {
        page.open(safe, '_blank', 'noopener,noreferrer');
      }
    },

    followTheme(apply) {
      // The stylesheet follows the system by itself.
      apply('auto');
      return () => {};
    },

    contentResized() {
      // A tab has no frame to tell.
    },
  };
}
