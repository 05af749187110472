import * as SDK from 'azure-devops-extension-sdk';
import { openableUrl } from '../format/links';
import { themeOf } from './color';
import type { Host, Theme } from './host';

/** The service reads in this header whose rights decide a write: src/TrackerSegments.Service/Board/ActingUser.cs. */
const actingUser = 'x-azure-devops-user';
const usuallyWithinMs = 30_000;

const itemNavigation = 'ms.vss-work-web.work-item-form-navigation-service';
const pageNavigation = 'ms.vss-features.host-navigation-service';

export interface AzureOptions {
  /** The address of the service. */
  readonly service: string;
  /** Whether the frame is as high as what is in it, as on a work item's form. */
  readonly fits?: boolean;
}

/** The panel in a frame of Azure DevOps. The page calls the service itself, with a token that Azure DevOps made for it. */
export async function azureDevOpsHost({ service, fits = false }: AzureOptions, page: Window & typeof globalThis = window): Promise<Host> {
  const theme = followApplied(page);
  await SDK.init({ loaded: false, applyTheme: true });
  const base = serviceAddress(service);
  const culture = SDK.getPageContext()?.globalization?.culture;
  return {
    locales: culture ? [culture] : page.navigator.languages,
    tracker: 'azure-devops',

    async send(path, request) {
      // Azure DevOps keeps both tokens and renews them in time.
      const [app, user] = await Promise.all([SDK.getAppToken(), writesItems(path) ? SDK.getAccessToken() : null]);
      const response = await page.fetch(new URL(path, base), {
        method: request.method,
        headers: {
          accept: 'application/json, application/problem+json',
          authorization: `Bearer ${app}`,
          ...(user === null ? {} : { [actingUser]: user }),
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(request.ifMatch === undefined ? {} : { 'if-match': request.ifMatch }),
          ...(request.isNew ? { 'if-none-match': '*' } : {}),
        },
        ...(request.body === undefined ? {} : { body: request.body }),
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.timeout(request.answerWithinMs ?? usuallyWithinMs),
      });
      return { status: response.status, body: await response.text(), etag: response.headers.get('etag') };
    },

    openItem(url) {
      const safe = openableUrl(url);
      if (safe) {
        openInPlace(safe).catch(() => page.open(safe, '_blank', 'noopener,noreferrer'));
      }
    },

    followTheme: theme.follow,

    contentResized(height) {
      if (fits) {
        SDK.resize(undefined, height);
      }
    },
  };
}

/** The user's own token goes only where the user's rights decide. */
const writesItems = (path: string) => path.startsWith('api/epics/');

async function openInPlace(url: string): Promise<void> {
  const item = workItemOf(url, SDK.getHost().name);
  if (item === null) {
    const pages = await SDK.getService<{ openNewWindow(url: string, features: string): void }>(pageNavigation);
    pages.openNewWindow(url, '');
  } else {
    const items = await SDK.getService<{ openWorkItem(id: number, newTab: boolean): Promise<unknown> }>(itemNavigation);
    await items.openWorkItem(item, false);
  }
}

/** The number of a work item of this organization; null for every other address. */
export function workItemOf(url: string, organization: string): number | null {
  const { hostname, pathname } = new URL(url);
  const [first, ...others] = hostname.split('.').slice(0, 1).concat(pathname.split('/').map(decodeURIComponent));
  const isOurs = [first, ...others.slice(1, 3)].some((part) => part?.toLowerCase() === organization.toLowerCase());
  const id = /\/_workitems\/edit\/(\d{1,9})\/?$/.exec(pathname)?.[1];
  return isOurs && id ? Number(id) : null;
}

/** @throws where the extension was packed without an address, which then says so in place of the figures. */
export function serviceAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:') {
    throw new Error('This extension was packed without the https address of its service. Pack it again with eng/pack-extension.');
  }
  url.pathname = url.pathname.replace(/\/*$/, '/');
  return url;
}

/** The SDK puts the theme's colours on the page, first while it starts, and tells of them by an event. */
function followApplied(page: Window) {
  let now: Theme = 'auto';
  let apply: ((theme: Theme) => void) | null = null;
  page.addEventListener('themeApplied', (event) => {
    const colors = (event as CustomEvent<Record<string, string> | undefined>).detail;
    const next = themeOf(colors?.['background-color'] ?? '') ?? 'auto';
    if (next !== now) {
      now = next;
      apply?.(now);
    }
  });
  return {
    follow(told: (theme: Theme) => void) {
      apply = told;
      told(now);
      return () => {
        apply = null;
      };
    },
  };
}
