import { texts } from '../texts';
import type { Problem } from './types';

/** The service answered and said no. */
export class ServiceError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
    /** The version of what is there now, where somebody else was faster. */
    readonly etag: string | null = null,
  ) {
    super(problem.detail || problem.title || texts.errors.status(status));
    this.name = 'ServiceError';
  }

  get code(): string {
    return this.problem.code ?? '';
  }
}

/** No answer came: whether the request was carried out is not known. */
export class NoAnswerError extends Error {
  constructor(cause: unknown) {
    super(texts.errors.noAnswer, { cause });
    this.name = 'NoAnswerError';
  }
}

/** An answer came that is not the contract's, such as the page of a proxy. */
export class UnreadableAnswerError extends Error {
  constructor(cause: unknown) {
    super(texts.errors.unreadable, { cause });
    this.name = 'UnreadableAnswerError';
  }
}

/** The request may have been carried out, and only its answer was lost. */
export function isUnknownOutcome(error: unknown): boolean {
  return error instanceof NoAnswerError || error instanceof UnreadableAnswerError;
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
