/** The page of Azure DevOps around an extension, as far as the SDK speaks to it: JSON messages, each answered by its id. */
export interface AzureParent {
  /** What was called: a method of the page, or `service.method`. */
  readonly calls: { name: string; given: readonly unknown[] }[];
  /** What the page answers, by name. */
  readonly answers: Record<string, (...given: unknown[]) => unknown>;
  callsOf(name: string): (readonly unknown[])[];
  /** Tells the extension of an event. */
  tell(event: string, detail: unknown): void;
  /** A number by which the extension can call a function of that name. */
  functionNamed(name: string): number;
  /** Calls what the extension has registered. */
  ask(instance: string, method: string, ...given: unknown[]): Promise<unknown>;
}

interface Message {
  id: number;
  methodName?: string;
  instanceId?: string;
  params?: unknown[];
  handshakeToken?: string;
  result?: unknown;
  error?: unknown;
}

const origin = 'https://dev.azure.com';
const proxy = '__proxyFunctions';

export function azureParent(page: Window & typeof globalThis = window): AzureParent {
  const calls: AzureParent['calls'] = [];
  const functions: string[] = [];
  const waiting = new Map<number, (message: Message) => void>();
  let handshakeToken: string | undefined;
  const functionNamed = (name: string) => functions.push(name);

  const answers: AzureParent['answers'] = {
    initialHandshake: () => ({
      contributionId: 'fabrikam.tracker-segments.segments-hub',
      context: {
        extension: { id: 'fabrikam.tracker-segments' },
        host: { name: 'fabrikam', isHosted: true },
        pageContext: { globalization: { culture: 'fr-FR' }, webContext: {} },
        user: { id: 'u' },
      },
      themeData: { 'background-color': '#1b1a19' },
    }),
    getAppToken: () => ({ token: 'app.token' }),
    getAccessToken: () => ({ token: 'user.token' }),
    getService: (service) => {
      const methods: Record<string, string[]> = {
        'ms.vss-work-web.work-item-form-navigation-service': ['openWorkItem'],
        'ms.vss-features.host-navigation-service': ['openNewWindow'],
        'ms.vss-work-web.work-item-form': ['isDirty', 'refresh'],
      };
      const names = methods[String(service)] ?? [];
      // A function travels as a number by which it is called.
      return Object.fromEntries(names.map((name) => [name, { __proxyFunctionId: functionNamed(`${String(service)}.${name}`) }]));
    },
    resize: () => null,
    notifyLoadSucceeded: () => null,
    notifyLoadFailed: () => null,
  };

  function post(message: object): void {
    const event = new page.MessageEvent('message', { data: JSON.stringify({ handshakeToken, ...message }), origin });
    Object.defineProperty(event, 'source', { value: parent });
    page.dispatchEvent(event);
  }

  const parent = {
    postMessage(text: string) {
      const message = JSON.parse(text) as Message;
      if (!message.methodName) {
        waiting.get(message.id)?.(message);
        return;
      }
      handshakeToken = message.handshakeToken ?? handshakeToken;
      const name = message.instanceId === proxy ? (functions[Number(message.methodName.slice('proxy'.length)) - 1] ?? '') : message.methodName;
      const given = message.params ?? [];
      calls.push({ name, given });
      const result = answers[name]?.(...given) ?? null;
      queueMicrotask(() => post({ id: message.id, result }));
    },
  };
  Object.defineProperty(page, 'parent', { value: parent, configurable: true });

  let asked = 1_000;
  return {
    calls,
    answers,
    functionNamed,
    callsOf: (name) => calls.filter((call) => call.name === name).map(({ given }) => given),
    tell: (event, detail) => post({ id: ++asked, instanceId: 'DevOps.SdkClient', methodName: 'dispatchEvent', params: [event, { detail }] }),
    ask(instance, method, ...given) {
      const id = ++asked;
      return new Promise((resolve, reject) => {
        waiting.set(id, ({ result, error }) => (error === undefined ? resolve(result) : reject(new Error(JSON.stringify(error)))));
        post({ id, instanceId: instance, methodName: method, params: given });
      });
    },
  };
}
