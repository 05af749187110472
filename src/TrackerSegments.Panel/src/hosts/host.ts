export type Theme = 'light' | 'dark' | 'auto';

export interface HostRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** JSON text. */
  body?: string;
  /** The version that a change was made from. */
  ifMatch?: string;
  /** Whether there must be nothing yet where it goes to. */
  isNew?: boolean;
  /** How long to wait for the answer, where that is longer than usual. */
  answerWithinMs?: number;
}

export interface HostResponse {
  status: number;
  body: string;
  /** The version of what was answered, where it has one. */
  etag?: string | null;
}

/** What the panel needs from the page it sits in: a browser tab, a Jira frame, an Azure DevOps hub. */
export interface Host {
  /** The locales that the person reads, the preferred one first. */
  readonly locales: readonly string[];

  /** The direction of the page, where that is not the one of its language. */
  readonly direction?: 'ltr' | 'rtl';

  /** The tracker whose page it sits in; missing on a page of its own. */
  readonly tracker?: 'jira' | 'azure-devops';

  /** Sends a request to the service, with whatever proof of identity the host gives. Rejects where no answer came. */
  send(path: string, request: HostRequest): Promise<HostResponse>;

  /** Opens a tracker item the way the host opens its own. */
  openItem(url: string): void;

  /** Calls back with the theme of the surrounding page, now and on each change. Returns how to stop. */
  followTheme(apply: (theme: Theme) => void): () => void;

  /** Called after the panel's own height changed, for hosts whose frame must be told. */
  contentResized(height: number): void;
}
