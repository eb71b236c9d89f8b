/** Why something that was asked for was not done. */
export class ClientError extends Error {
  /**
   * @param {string} code the server's code, or one of `timeout`, `disconnected`, `closed`, `too_large`
   * @param {string} message
   * @param {{field?: string, details?: Record<string, unknown>, retryAfter?: number, cause?: unknown}}
   *   [more] `retryAfter` in seconds
   */
  constructor(code, message, { field, details, retryAfter, cause } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ClientError';
    this.code = code;
    if (field !== undefined) this.field = field;
    if (details !== undefined) this.details = details;
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
export const hasCode = (error, code) => error instanceof ClientError && error.code === code;
