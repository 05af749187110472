import { invokeRemote, router, view } from '@forge/bridge';
import { openableUrl } from '../format/links';
import type { Host, HostResponse, Theme } from './host';

/** Which of the app's modules this frame is, and what it stands beside. */
export interface ForgePlace {
  readonly module: string;
  /** The key of the issue that is open around the frame. */
  readonly issue: string | null;
  /** What a person chose for a gadget. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Whether a gadget asks for its settings. */
  readonly isEditing: boolean;
}

/** The panel in a frame of Jira: calls go through Jira, which says who calls; the page has no network of its own. */
export async function forgeHost(page: Window = window): Promise<{ host: Host; place: ForgePlace }> {
  const [context] = await Promise.all([view.getContext(), view.theme.enable()]);
  const { issue, gadgetConfiguration, entryPoint } = context.extension as {
    issue?: { key?: string };
    gadgetConfiguration?: Record<string, unknown>;
    entryPoint?: string;
  };
  const host: Host = {
    locales: [context.locale.replace('_', '-')],
    tracker: 'jira',

    async send(path, request) {
      const answer: unknown = await invokeRemote({
        path: `/${path}`,
        method: request.method,
        headers: {
          accept: 'application/json, application/problem+json',
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(request.ifMatch === undefined ? {} : { 'if-match': request.ifMatch }),
          ...(request.isNew ? { 'if-none-match': '*' } : {}),
        },
        ...(request.body === undefined ? {} : { body: JSON.parse(request.body) as unknown }),
      });
      return readAnswer(answer);
    },

    openItem(url) {
      const safe = openableUrl(url);
      if (safe) {
        // Jira asks before it leaves for another site; whoever stays has said no.
        router.open(safe).catch(() => {});
      }
    },

    followTheme: (apply) => followColorMode(page.document.documentElement, apply),

    contentResized() {
      // Jira watches the height of the frame by itself.
    },
  };
  return {
    host,
    place: {
      module: context.moduleKey,
      issue: issue?.key ?? null,
      settings: gadgetConfiguration ?? {},
      isEditing: entryPoint === 'edit',
    },
  };
}

/** Keeps what a person chose for a gadget, and leaves its settings. */
export const keepGadgetSettings = (settings: Readonly<Record<string, unknown>>): Promise<void> => view.submit(settings);

/** Jira gives the body as it reads it: parsed where it is JSON. Without a status the service was not reached. */
function readAnswer(answer: unknown): HostResponse {
  const { status, body, headers } = (answer ?? {}) as { status?: unknown; body?: unknown; headers?: Record<string, string | string[]> };
  if (typeof status !== 'number') {
    throw new Error('Jira got no answer of the service.');
  }
  const tag = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'etag')?.[1];
  return { status, body: typeof body === 'string' ? body : JSON.stringify(body ?? null), etag: [tag].flat()[0] ?? null };
}

/** Jira's theme stands on the page as an attribute, with its colours. */
function followColorMode(root: Element, apply: (theme: Theme) => void): () => void {
  const tell = () => {
    const mode = root.getAttribute('data-color-mode');
    apply(mode === 'light' || mode === 'dark' ? mode : 'auto');
  };
  tell();
  const changes = new MutationObserver(tell);
  changes.observe(root, { attributes: true, attributeFilter: ['data-color-mode'] });
  return () => changes.disconnect();
}
