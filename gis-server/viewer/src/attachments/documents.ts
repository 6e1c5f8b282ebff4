import { type Client, isRecord } from '../http/client';

/** A feature that documents are attached to. */
export interface DocumentPlace {
  layerId: string;
  id: number | string;
}

/** A document that is attached to a feature, as /api/layers/{layer}/items/{id}/documents gives it. */
export interface FiledDocument {
  number: number;
  title: string;
  /** application/pdf, image/jpeg or image/png */
  mediaType: string;
  sizeBytes: number;
  pages: number;
  /** A moment as RFC 3339. */
  added: string;
  /** Address of its content. */
  content: string;
}

export interface DocumentList {
  documents: FiledDocument[];
  /** Whether the visitor may attach and remove. */
  mayEdit: boolean;
}

/** What a form lets one choose; the server looks at the content. */
export const ACCEPTED = 'application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png';
export const MOST_BYTES = 20 * 1024 * 1024;
export const LONGEST_TITLE = 100;

export function documentsPath({ layerId, id }: DocumentPlace): string {
  return `/api/layers/${encodeURIComponent(layerId)}/items/${encodeURIComponent(id)}/documents`;
}

/** @throws Error when the answer is no list of documents */
export function readDocuments(json: unknown): DocumentList {
  if (!isRecord(json) || !Array.isArray(json['documents'])) throw new Error('no documents');
  return {
    documents: json['documents'].filter(isRecord).map((one) => ({
      number: Number(one['number']),
      title: String(one['title'] ?? ''),
      mediaType: String(one['mediaType'] ?? ''),
      sizeBytes: Number(one['sizeBytes'] ?? 0),
      pages: Number(one['pages'] ?? 0),
      added: String(one['added'] ?? ''),
      content: String(one['content'] ?? ''),
    })),
    mayEdit: json['mayEdit'] === true,
  };
}

/** @throws ProblemError, UnreachableError */
export async function fetchDocuments(client: Client, place: DocumentPlace): Promise<DocumentList> {
  return readDocuments(await client.getJson(documentsPath(place)));
}

/** @throws ProblemError, UnreachableError */
export async function attachDocument(
  client: Client,
  place: DocumentPlace,
  title: string,
  file: File,
): Promise<void> {
  const form = new FormData();
  form.append('title', title);
  form.append('file', file);
  await client.postForm(documentsPath(place), form);
}

/** @throws ProblemError, UnreachableError */
export async function removeDocument(
  client: Client,
  document: FiledDocument,
  reason: string,
): Promise<void> {
  await client.deleteBecause(document.content, reason);
}

/** Its kind and how much it is: "PDF", 3 pages, "1.2 MB". */
export function kindOf({ mediaType }: FiledDocument): string {
  return mediaType === 'application/pdf' ? 'PDF' : mediaType === 'image/png' ? 'PNG' : 'JPEG';
}

/** Megabytes with one decimal, kilobytes below one. */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
