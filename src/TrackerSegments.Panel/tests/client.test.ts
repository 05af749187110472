import { describe, expect, it } from 'vitest';
import { createClient } from '../src/api/client';
import { NoAnswerError, ServiceError, UnreadableAnswerError } from '../src/api/errors';
import type { Host, HostResponse } from '../src/hosts/host';

function hostThat(answers: (path: string) => Promise<HostResponse>): Host {
  return {
    locales: ['en'],
    send: answers,
    openItem: () => {},
    followTheme: () => () => {},
    contentResized: () => {},
  };
}

const answering = (status: number, body: string) => createClient(hostThat(() => Promise.resolve({ status, body })));

describe('the client', () => {
  it('asks for a lens by its name', async () => {
    const paths: string[] = [];
    const client = createClient(
      hostThat((path) => {
        paths.push(path);
        return Promise.resolve({ status: 200, body: '{}' });
      }),
    );
    await client.alignment('a b&c');
    await client.changeSegments('FW/1', {
      lens: 'a',
      add: [],
      remove: [],
      expectedRevision: '1',
      idempotencyKey: 'k',
      dryRun: true,
    });
    expect(paths).toEqual(['api/alignment?lens=a%20b%26c', 'api/epics/FW%2F1/segments']);
  });

  it("gives the service's own sentence where it says no", async () => {
    const body = JSON.stringify({ detail: 'There is no lens named x.', code: 'unknownLens', traceId: 't1' });
    const error = await answering(404, body).alignment('x').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ status: 404, code: 'unknownLens', message: 'There is no lens named x.' });
  });

  it('has a sentence where the service gave none', async () => {
    await expect(answering(502, '<html>Bad gateway</html>').workspace()).rejects.toThrow('The service answered 502');
  });

  it('says so where no answer came', async () => {
    const client = createClient(hostThat(() => Promise.reject(new TypeError('Failed to fetch'))));
    await expect(client.workspace()).rejects.toBeInstanceOf(NoAnswerError);
  });

  it('says so where something else answered', async () => {
    await expect(answering(200, '<html>Sign in</html>').workspace()).rejects.toBeInstanceOf(UnreadableAnswerError);
  });
});
