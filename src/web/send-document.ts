import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** Sends a file to be kept. Somebody who goes away while it comes is no fault. */
export async function sendDocument(
  document: NodeJS.ReadableStream,
  { fileName, mediaType }: { readonly fileName: string; readonly mediaType: string },
  res: Response,
): Promise<void> {
  res.set('Cache-Control', 'no-store');
  res.attachment(fileName).type(mediaType);
  try {
    await pipeline(document, res);
  } catch (error) {
    if (!res.destroyed || !isClosed(error)) throw error;
  }
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
