import { afterEach, describe, expect, test, vi } from 'vitest';
import { Client } from '../http/client';
import { attachDocument, documentsPath, kindOf, readDocuments, removeDocument, sizeText } from './documents';

const plan = {
  number: 7,
  title: '道路位置指定図',
  mediaType: 'application/pdf',
  sizeBytes: 1_240_000,
  pages: 3,
  added: '2026-11-20T01:02:03Z',
  content: '/api/layers/designated_roads/items/4/documents/7',
};

afterEach(() => vi.unstubAllGlobals());

describe('documents of a feature', () => {
  test('a list is read with whether one may edit it', () => {
    expect(readDocuments({ documents: [{ ...plan, sha256: 'ab', author: 'x' }], mayEdit: true })).toEqual({
      documents: [plan],
      mayEdit: true,
    });
    expect(readDocuments({ documents: [] }).mayEdit).toBe(false);
    expect(() => readDocuments({ papers: [] })).toThrow('no documents');
  });

  test('they lie below their feature, whatever its layer is called', () => {
    expect(documentsPath({ layerId: 'a/b', id: 4 })).toBe('/api/layers/a%2Fb/items/4/documents');
  });

  test('kind and size are told as people say them', () => {
    expect([kindOf(plan), sizeText(plan.sizeBytes), sizeText(20), sizeText(999_499)]).toEqual([
      'PDF',
      '1.2 MB',
      '1 kB',
      '999 kB',
    ]);
  });

  test('a file is sent with its title, and a removal with its reason', async () => {
    const sent: { path: string; method: string | undefined; body: unknown }[] = [];
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
      sent.push({ path, method: init.method, body: init.body });
      return Promise.resolve(new Response(null, { status: 204 }));
    });
    const client = new Client(() => 'ja');
    await attachDocument(client, { layerId: 'designated_roads', id: 4 }, '告示', new File(['x'], 'k.pdf'));
    await removeDocument(client, plan, '差し替え');
    const form = sent[0]?.body as FormData;
    expect([form.get('title'), (form.get('file') as File).name]).toEqual(['告示', 'k.pdf']);
    expect(sent[1]).toEqual({ path: plan.content, method: 'DELETE', body: '{"reason":"差し替え"}' });
  });
});
